{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_months('loans')) }}"
) }}
-- One row per day, library as of the day, kind of borrower and material, and due date: loans, renewed ones apart.
with stale as (
    {{ stale_months(stamped_months('loans')) }}
),

days as (
    select
        days.*,
        stale.stamp
    from {{ ref('int_days__stamped') }} as days
    inner join stale using (municipality_code, month_date)
)

select
    days.municipality_code,
    days.month_date as state_month,
    days.stamp,
    days.fiscal_year,
    loans.checkout_date,
    days.library_code,
    days.library_path,
    ages.age_group_key,
    loans.borrower_code,
    loans.material_code,
    loans.due_date,
    loans.renewals > 0 as is_renewed,
    count(*) as loans,
    bool_or(loans.is_sample) as is_sample
from {{ source('raw', 'raw_loans__events') }} as loans
inner join days
    on
        loans.checkout_date = days.date_day
        and loans.library_code = days.library_code
        and loans.municipality_code = days.municipality_code
left join {{ ref('int_ages__grouped') }} as ages on loans.age_years = ages.age_years
where {{ between_stale_days('loans.checkout_date', stamped_months('loans')) }}
group by all
