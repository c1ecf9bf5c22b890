-- One row per municipality and fiscal year: its inhabitants on the day that the definition names.
{{ config(materialized='view') }}
select
    years.municipality_code,
    years.fiscal_year,
    population.as_of_date,
    population.persons
from (select distinct
    municipality_code,
    fiscal_year
from {{ ref('int_months__stamped') }}) as years
inner join {{ source('raw', 'raw_catalog__definitions') }} as definitions
    on years.municipality_code = definitions.municipality_code and definitions.name = 'population_day'
inner join {{ ref('dim_population') }} as population
    on
        years.municipality_code = population.municipality_code
        and population.as_of_date
        = make_date(years.fiscal_year + if(definitions.value = 'day_after', 1, 0), 4, 1)
where definitions.valid_from <= make_date(years.fiscal_year, 4, 1)
qualify row_number() over (
    partition by years.municipality_code, years.fiscal_year order by definitions.valid_from desc
) = 1
