-- One row per month, library and kind of reference work, as reported.
{{ config(materialized='view') }}
select
    municipality_code,
    fiscal_year,
    month_date,
    library_code,
    library_path,
    measure,
    value,
    is_sample
from {{ ref('fct_reported_figures') }}
where starts_with(measure, 'reference_')
