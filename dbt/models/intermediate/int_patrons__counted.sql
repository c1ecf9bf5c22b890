{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_months('patrons')) }}"
) }}
-- One row per snapshot day, home library as of that day, and kind of registered person or group.
with stale as (
    {{ stale_months(stamped_months('patrons')) }}
)

select
    patrons.municipality_code,
    stale.month_date as state_month,
    stale.stamp,
    patrons.as_of_date,
    days.fiscal_year,
    patrons.library_code,
    days.library_path,
    ages.age_group_key,
    patrons.residence_code,
    patrons.borrower_code,
    count(*) as registered,
    bool_or(patrons.is_sample) as is_sample
from {{ source('raw', 'raw_patrons__snapshots') }} as patrons
inner join {{ ref('int_days__stamped') }} as days
    on
        patrons.as_of_date = days.date_day
        and patrons.library_code = days.library_code
        and patrons.municipality_code = days.municipality_code
inner join stale on days.municipality_code = stale.municipality_code and days.month_date = stale.month_date
left join {{ ref('int_ages__grouped') }} as ages on patrons.age_years = ages.age_years
where {{ between_stale_days('patrons.as_of_date', stamped_months('patrons')) }}
group by all
