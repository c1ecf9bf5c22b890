-- One row per indicator of a project and fiscal year: target and actual. An indicator that names a cell of the yearbook
-- takes its actual figure from there, of the newest edition that has it.
with figures as (
    select
        municipality_code,
        plan_id,
        indicator_id,
        fiscal_year,
        max(value) filter (where part = 'target') as target,
        max(value) filter (where part = 'actual') as actual
    from {{ source('raw', 'raw_catalog__plan_figures') }}
    group by all
),

cells as (
    select
        municipality_code,
        table_no,
        row_path,
        column_path,
        fiscal_year,
        arg_max(value, edition) as value
    from {{ ref('rpt_yearbook__shown') }}
    where value is not null
    group by all
),

valued as (
    select
        indicators.*,
        figures.fiscal_year,
        figures.target,
        if(indicators.table_no is null, figures.actual, cells.value) as actual
    from {{ source('raw', 'raw_catalog__plan_indicators') }} as indicators
    inner join figures using (municipality_code, plan_id, indicator_id)
    left join cells
        on
            indicators.municipality_code = cells.municipality_code
            and indicators.table_no = cells.table_no
            and indicators.row_path = cells.row_path
            and indicators.column_path = cells.column_path
            and figures.fiscal_year = cells.fiscal_year
)

select
    municipality_code,
    plan_id,
    project_no,
    indicator_id,
    position,
    kind,
    label_ja,
    name_ja,
    unit_ja,
    decimals,
    fiscal_year,
    target,
    actual,
    cast(actual as double) / nullif(cast(target as double), 0) as rate,
    if(table_no is null, 'recorded', 'computed') as basis
from valued
order by municipality_code, plan_id, project_no, position, fiscal_year
