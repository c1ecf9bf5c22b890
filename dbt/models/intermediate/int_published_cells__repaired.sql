-- One row per delivered cell after the register: where it stands and what it says, still as text.
-- All lines apply to the cell as delivered; none sees the result of another.
with repairs as (
    select
        delivered_cell_id,
        max(as_used) filter (where field = 'value') as printed_value,
        max(status_used) filter (where field = 'value') as value_status,
        max(as_used) filter (where field = 'fiscal_year') as fiscal_year,
        max(as_used) filter (where field = 'row_path') as row_path,
        max(as_used) filter (where field = 'column_path') as column_path
    from {{ ref('int_register_lines__matched') }}
    where kind = 'repair'
    group by delivered_cell_id
)

select
    cells.delivered_cell_id,
    cells.municipality_code,
    cells.edition,
    cells.file_name,
    cells.row_number,
    cells.table_no,
    cast(coalesce(repairs.fiscal_year, cells.fiscal_year) as integer) as fiscal_year,
    try_cast(nullif(cells.as_of_date, '') as date) as as_of_date,
    coalesce(repairs.row_path, cells.row_path) as row_path,
    coalesce(repairs.column_path, cells.column_path) as column_path,
    coalesce(repairs.printed_value, cells.printed_value) as printed_value,
    coalesce(nullif(coalesce(repairs.value_status, cells.value_status), ''), 'final') as value_status
from {{ ref('stg_published__cells') }} as cells
left join repairs on cells.delivered_cell_id = repairs.delivered_cell_id
where coalesce(repairs.value_status, '') != 'dropped'
