{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_months('reservations')) }}"
) }}
-- One row per month, place of the request, pick-up library, month of filling and of cancelling, and kind of reservation.
with stale as (
    {{ stale_months(stamped_months('reservations')) }}
),

days as (
    select
        days.*,
        stale.stamp
    from {{ ref('int_days__stamped') }} as days
    inner join stale using (municipality_code, month_date)
),

counted as (
    select
        pickups.place_key,
        places.place_key as request_key,
        events.place_code,
        ages.age_group_key,
        events.audience_code,
        events.material_code,
        left(events.ndc_code, 3) as ndc_section,
        date_trunc('month', events.filled_date)::date as filled_month,
        date_trunc('month', events.cancelled_date)::date as cancelled_month,
        count(*) as reservations,
        bool_or(events.is_sample) as is_sample
    from {{ source('raw', 'raw_reservations__events') }} as events
    inner join days as pickups
        on
            events.reserved_date = pickups.date_day
            and events.pickup_library_code = pickups.library_code
            and events.municipality_code = pickups.municipality_code
    left join days as places
        on
            events.reserved_date = places.date_day
            and events.place_library_code = places.library_code
            and events.municipality_code = places.municipality_code
    left join {{ ref('int_ages__grouped') }} as ages on events.age_years = ages.age_years
    where {{ between_stale_days('events.reserved_date', stamped_months('reservations')) }}
    group by all
),

paths as (
    select distinct
        place_key,
        municipality_code,
        month_date,
        stamp,
        library_code,
        library_path,
        library_kind
    from days
)

select
    pickups.municipality_code,
    pickups.month_date as state_month,
    pickups.stamp,
    pickups.library_code,
    pickups.library_path,
    -- A request at a counter stands under its library, any other under the way it took.
    if(counted.place_code = 'counter', requests.library_path, counted.place_code) as place,
    if(counted.place_code = 'counter', requests.library_kind, counted.place_code) as place_kind,
    counted.* exclude (place_key, request_key, place_code)
from counted
inner join paths as pickups on counted.place_key = pickups.place_key
left join paths as requests on counted.request_key = requests.place_key
