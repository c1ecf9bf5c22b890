-- One row per month, place of the request, pick-up library, and kind of reservation: made, filled and cancelled in it.
with events as (
    select
        *,
        state_month as month_date,
        reservations as made,
        0 as filled,
        0 as cancelled
    from {{ ref('int_reservations__counted') }}
    union all
    select
        *,
        filled_month as month_date,
        0 as made,
        reservations as filled,
        0 as cancelled
    from {{ ref('int_reservations__counted') }}
    where filled_month is not null
    union all
    select
        *,
        cancelled_month as month_date,
        0 as made,
        0 as filled,
        reservations as cancelled
    from {{ ref('int_reservations__counted') }}
    where cancelled_month is not null
)

select
    events.municipality_code,
    {{ fiscal_year_of('events.month_date') }} as fiscal_year,
    events.month_date,
    events.place,
    events.place_kind,
    events.library_code,
    events.library_path,
    {{ ndc_levels('events.ndc_section') }},
    events.audience_code,
    events.material_code,
    ages.age_group_code,
    cast(sum(events.made) as bigint) as reservations,
    cast(sum(events.filled) as bigint) as reservations_filled,
    cast(sum(events.cancelled) as bigint) as reservations_cancelled,
    bool_or(events.is_sample) as is_sample
from events
inner join {{ ref('dim_age_group') }} as ages on coalesce(events.age_group_key, 0) = ages.group_key
group by all
