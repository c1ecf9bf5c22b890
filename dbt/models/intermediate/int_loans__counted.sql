{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_months('loans')) }}"
) }}
-- One row per month, library as of the day, and kind of loan: loans, renewals, and how many loans name no transaction.
with stale as (
    {{ stale_months(stamped_months('loans')) }}
),

days as (
    select days.*
    from {{ ref('int_days__stamped') }} as days
    inner join stale using (municipality_code, month_date)
),

counted as (
    select
        days.place_key,
        ages.age_group_key,
        loans.channel_code,
        loans.borrower_code,
        loans.residence_code,
        loans.audience_code,
        loans.material_code,
        left(loans.ndc_code, 3) as ndc_section,
        count(*) as handed_out,
        sum(loans.renewals) as renewals,
        sum(case days.renewals_count_as_loans
            when 'true' then 1 + coalesce(loans.renewals, 0)
            when 'false' then 1
        end) as loans,
        count(*) filter (where loans.checkout_key is null) as without_transaction,
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
),

places as (
    select distinct
        days.place_key,
        days.municipality_code,
        days.month_date,
        days.library_code,
        days.library_path,
        stale.stamp
    from days
    inner join stale using (municipality_code, month_date)
)

select
    places.municipality_code,
    places.month_date as state_month,
    places.stamp,
    places.library_code,
    places.library_path,
    counted.* exclude (place_key)
from counted
inner join places using (place_key)
