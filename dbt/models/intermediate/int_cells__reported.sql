-- One row per place that the monthly forms report: the sum of the months, or the last one where the form says so; and the
-- entries of lists.
select
    figures.municipality_code,
    figures.table_id,
    figures.fiscal_year as table_year,
    figures.row_path,
    figures.column_path,
    if(
        any_value(figures.over_months) = 'last',
        arg_max(figures.value, figures.month_date),
        sum(figures.value)
    ) as value,
    null as value_text,
    bool_or(figures.is_sample) as is_sample
from {{ ref('fct_reported_figures') }} as figures
group by all
union all
select
    municipality_code,
    table_id,
    fiscal_year as table_year,
    row_path,
    column_path,
    value,
    value_text,
    is_sample
from {{ ref('int_entries__numbered') }}
