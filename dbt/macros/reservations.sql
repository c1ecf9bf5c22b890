{#- The reservations that bear on the requests of stale months: those of the months, and what was still waited for when the
    first of them began. `days` are the days of their fiscal years, with a stamp where the month is stale. -#}
{% macro reservations_of_persons(days, first_days) -%}
    select
        days.municipality_code,
        days.fiscal_year,
        days.place_key,
        days.stamp is not null as is_stale,
        events.patron_key,
        events.reserved_date,
        ages.age_group_key,
        {{ piece_of('events.material_code') }} as piece,
        coalesce(least(events.filled_date, events.cancelled_date), date '9999-12-31') as over_date,
        events.is_sample
    from {{ source('raw', 'raw_reservations__events') }} as events
    inner join {{ days }} as days
        on
            events.reserved_date = days.date_day
            and events.pickup_library_code = days.library_code
            and events.municipality_code = days.municipality_code
    inner join {{ first_days }} as first_days
        on days.municipality_code = first_days.municipality_code and days.fiscal_year = first_days.fiscal_year
    left join {{ ref('int_ages__grouped') }} as ages on events.age_years = ages.age_years
    where
        events.patron_key is not null
        and (
            days.stamp is not null
            or coalesce(least(events.filled_date, events.cancelled_date), date '9999-12-31') > first_days.first_day
        )
        and {{ between_stale_days('events.reserved_date', months_stamped_with_earlier('reservations'), whole_year=true) }}
{%- endmacro %}

{#- The requests with what each person waited for: along a person's days, what is reserved adds, what is filled or
    cancelled subtracts at the beginning of its day. -#}
{% macro requests_with_what_was_waited_for(events, requests) -%}
    select
        *,
        coalesce(sum(pieces) over before, 0) as pieces_before
    from (
        select * from {{ requests }}
        union all by name
        select
            municipality_code,
            fiscal_year,
            patron_key,
            event_date,
            sum(pieces) as pieces
        from (
            select municipality_code, fiscal_year, patron_key, over_date as event_date, -piece as pieces
            from {{ events }}
            where over_date > reserved_date and over_date < date '9999-12-31'
            union all
            select municipality_code, fiscal_year, patron_key, reserved_date as event_date, piece as pieces
            from {{ events }}
            where over_date > reserved_date and not is_stale
        )
        group by all
    )
    window before as (
        partition by municipality_code, fiscal_year, patron_key
        order by event_date, items is not null, place_key
        rows between unbounded preceding and 1 preceding
    )
    qualify items is not null
{%- endmacro %}
