-- One row per month, direction and partner, as reported.
{{ config(materialized='view') }}
select
    municipality_code,
    fiscal_year,
    month_date,
    measure,
    column_path as member,
    value,
    is_sample
from {{ ref('fct_reported_figures') }}
where starts_with(measure, 'interlibrary_')
