-- One row per computed cell as readers see it: what was frozen where the year of its yearbook is closed, what is counted
-- now elsewhere.
{{ config(materialized='view') }}
with closed as (
    select
        cells.*,
        cast(cells.period as integer) as table_year
    from {{ source('raw', 'raw_closings__cells') }} as cells
    inner join {{ source('raw', 'raw_closings__periods') }} as periods
        using (municipality_code, period_kind, period, revision)
    where periods.is_latest
)

select * from {{ ref('int_computed_cells__placed') }}
anti join (select distinct
    municipality_code,
    edition
from closed) using (municipality_code, edition)
union all by name
select
    closed.* exclude (period_kind, period, revision, value_status),
    -- That records could not be told apart is true of a closed figure as well.
    if(closed.value_status = 'approximate', 'approximate', 'final') as value_status,
    'computed' as basis,
    now.kind,
    tables.sort_order,
    now.row_position,
    now.column_position
from closed
left join {{ ref('int_computed_cells__placed') }} as now
    on
        closed.municipality_code = now.municipality_code
        and closed.edition = now.edition
        and closed.table_id = now.table_id
        and closed.fiscal_year = now.fiscal_year
        and closed.row_path = now.row_path
        and closed.column_path = now.column_path
left join {{ source('raw', 'raw_catalog__tables') }} as tables on closed.table_id = tables.table_id
