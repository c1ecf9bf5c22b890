{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(months_stamped_with_earlier('reservations')) }}"
) }}
-- One row per person, day and pick-up library with reservations: what was reserved, and what the person was still waiting
-- for. What is filled or cancelled on a day is off before the reservations of that day. A person is known within a fiscal
-- year only, and no key of a person leaves this model.
with stale as (
    {{ stale_months(months_stamped_with_earlier('reservations')) }}
),

days as (
    select
        days.*,
        stale.stamp
    from {{ ref('int_days__stamped') }} as days
    left join stale using (municipality_code, month_date)
    where (days.municipality_code, days.fiscal_year) in (select (municipality_code, fiscal_year) from stale)
),

first_days as (
    select
        municipality_code,
        fiscal_year,
        min(month_date) as first_day
    from stale
    group by all
),

events as ({{ reservations_of_persons('days', 'first_days') }}
),

requests as (
    select
        municipality_code,
        fiscal_year,
        place_key,
        patron_key,
        reserved_date as event_date,
        min(age_group_key) as age_group_key,
        count(*) as items,
        sum(piece) as asked_pieces,
        coalesce(sum(piece) filter (where over_date > reserved_date), 0) as pieces,
        bool_or(is_sample) as is_sample
    from events
    where is_stale
    group by all
),

along as ({{ requests_with_what_was_waited_for('events', 'requests') }}
)

select
    places.municipality_code,
    places.month_date as state_month,
    places.stamp,
    along.fiscal_year,
    along.event_date as reserved_date,
    places.library_code,
    places.library_path,
    along.age_group_key,
    along.items,
    {{ pieces_in_words('along.asked_pieces') }} as asked,
    {{ pieces_in_words('along.pieces_before') }} as reserved,
    along.is_sample
from along
inner join (
    select distinct
        place_key,
        municipality_code,
        month_date,
        library_code,
        library_path,
        stamp
    from days
) as places using (place_key)
