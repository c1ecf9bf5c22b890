-- One row per library and day of the months with deliveries: where the library stood in the hierarchy on that day, and
-- the definitions in force. place_key is a small key of library, path and month that millions of rows can be grouped by.
with months as (
    select distinct
        municipality_code,
        month_date,
        fiscal_year
    from {{ ref('int_months__stamped') }}
),

days as (
    select
        months.*,
        libraries.library_code,
        cast(unnest(
            generate_series(months.month_date, last_day(months.month_date), interval 1 day)
        ) as date) as date_day
    from months
    inner join {{ source('raw', 'raw_catalog__libraries') }} as libraries
        on months.municipality_code = libraries.municipality_code
),

definitions as (
    select * from {{ source('raw', 'raw_catalog__definitions') }}
),

renewals as (
    select * from definitions
    where name = 'renewals_count_as_loans'
),

units as (
    select * from definitions
    where name = 'checkout_unit'
)

select
    days.*,
    libraries.library_path,
    libraries.library_kind,
    renewals.value as renewals_count_as_loans,
    units.value as checkout_unit,
    cast(dense_rank() over (
        order by days.municipality_code, days.month_date, days.library_code, libraries.library_path
    ) as integer) as place_key
from days
asof left join {{ ref('int_libraries__placed') }} as libraries
    on
        days.municipality_code = libraries.municipality_code
        and days.library_code = libraries.library_code
        and days.date_day >= libraries.valid_from
asof left join renewals
    on days.municipality_code = renewals.municipality_code and days.date_day >= renewals.valid_from
asof left join units
    on days.municipality_code = units.municipality_code and days.date_day >= units.valid_from
