{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(months_stamped_with_earlier('loans')) }}"
) }}
-- One row per checkout (貸出人数, as the definition of the day has it): who came, with how many items, how many the person
-- still held from before, how many of those were overdue and since when. What comes back on a day counts as back before
-- the checkouts of that day. A person is known within a fiscal year only, and no key of a person leaves this model.
with stale as (
    {{ stale_months(months_stamped_with_earlier('loans')) }}
),

days as (
    select
        days.*,
        stale.stamp
    from {{ ref('int_days__stamped') }} as days
    left join stale using (municipality_code, month_date)
    where (days.municipality_code, days.fiscal_year) in (select
        municipality_code,
        fiscal_year
    from stale)
),

first_days as (
    select
        municipality_code,
        fiscal_year,
        min(month_date) as first_day
    from stale
    group by all
),

loans as ({{ loans_of_persons('days', 'first_days', months_stamped_with_earlier('loans')) }}
),

checkouts as ({{ checkouts_of('loans') }}
),

events as ({{ events_of_persons('loans', 'checkouts') }}
),

spans as ({{ overdue_spans_of('loans') }}
)

select
    places.municipality_code,
    places.month_date as state_month,
    places.stamp,
    events.event_date as checkout_date,
    places.library_code,
    places.library_path,
    events.age_group_key,
    events.channel_code,
    events.borrower_code,
    events.residence_code,
    events.items,
    events.held_before,
    events.overdue_before,
    {{ pieces_in_words('events.asked_pieces') }} as asked,
    if(events.patron_key is null, null, {{ pieces_in_words('events.pieces_before') }}) as held,
    if(spans.overdue_to > events.event_date, spans.due_date, null) as oldest_due_date,
    events.is_sample
from events
asof left join spans
    on
        events.municipality_code = spans.municipality_code
        and events.fiscal_year = spans.fiscal_year
        and events.patron_key = spans.patron_key
        and events.event_date >= spans.overdue_from
inner join (
    select distinct
        place_key,
        municipality_code,
        month_date,
        library_code,
        library_path,
        stamp
    from days
) as places on events.place_key = places.place_key
