{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_years('loans')) }}"
) }}
-- One row per spell in which a person was late without a day between: along the spell, the due date of the item that was
-- late the longest, and the day on which it was back. It stands under the library that lent the first of them. A person is
-- known within a fiscal year only, and no key of a person leaves this model.
with stale as (
    {{ stale_months(stamped_years('loans')) }}
),

days as (
    select
        days.*,
        stale.stamp
    from {{ ref('int_days__stamped') }} as days
    inner join stale using (municipality_code, fiscal_year)
),

first_days as (
    select
        municipality_code,
        fiscal_year,
        month_date as first_day
    from stale
),

loans as ({{ loans_of_persons('days', 'first_days', stamped_years('loans')) }}
),

spans as ({{ overdue_spans_of('loans') }}
),

numbered as (
    select
        *,
        count(*) filter (where due_date + 1 > coalesce(earlier_back, date '0001-01-01')) over (
            partition by municipality_code, fiscal_year, patron_key
            order by overdue_from
        ) as spell
    from spans
),

spells as (
    select
        municipality_code,
        fiscal_year,
        first(place_key order by overdue_from) as place_key,
        first(age_group_key order by overdue_from) as age_group_key,
        first(borrower_code order by overdue_from) as borrower_code,
        list(due_date order by overdue_from) as due_dates,
        list(nullif(overdue_to, date '9999-12-31') order by overdue_from) as returned_dates,
        bool_or(is_sample) as is_sample
    from numbered
    group by municipality_code, fiscal_year, patron_key, spell
)

select
    stale.municipality_code,
    stale.month_date as state_month,
    stale.stamp,
    places.library_code,
    places.library_path,
    spells.* exclude (municipality_code, place_key)
from spells
inner join stale using (municipality_code, fiscal_year)
inner join (
    select distinct
        place_key,
        library_code,
        library_path
    from days
) as places using (place_key)
