{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_months('loans')) }}"
) }}
-- One row per library and day with its loans to persons and groups.
with stale as (
    {{ stale_months(stamped_months('loans')) }}
),

counted as (
    select
        municipality_code,
        checkout_date,
        library_code,
        count(*) as handed_out,
        bool_or(is_sample) as is_sample
    from {{ source('raw', 'raw_loans__events') }}
    where {{ between_stale_days('checkout_date', stamped_months('loans')) }}
    group by all
)

select
    counted.municipality_code,
    stale.month_date as state_month,
    stale.stamp,
    counted.checkout_date as date_day,
    counted.library_code,
    counted.handed_out,
    counted.is_sample
from counted
inner join stale
    on
        counted.municipality_code = stale.municipality_code
        and date_trunc('month', counted.checkout_date) = stale.month_date
