-- One row per municipality, fiscal year and what it defines: the definition that holds on the year's first day.
{{ config(materialized='view') }}
select
    definitions.municipality_code,
    years.fiscal_year,
    definitions.name,
    definitions.value
from {{ ref('dim_definition') }} as definitions
inner join {{ ref('dim_fiscal_year') }} as years on definitions.valid_from <= years.start_date
qualify row_number() over (
    partition by definitions.municipality_code, years.fiscal_year, definitions.name
    order by definitions.valid_from desc
) = 1
