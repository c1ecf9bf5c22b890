-- One row per register line and delivered cell that it speaks of: the place matches and the cell still reads as the
-- line says. A line without a row here has lost its ground, because the source mended itself.
with lines as (
    select * from {{ ref('stg_catalog__register') }}
    where kind in ('repair', 'undecided')
)

select
    lines.municipality_code,
    lines.register_id,
    lines.kind,
    lines.field,
    lines.as_used,
    lines.status_used,
    cells.delivered_cell_id
from lines
inner join {{ ref('stg_published__cells') }} as cells
    on
        lines.municipality_code = cells.municipality_code
        and lines.edition = cells.edition
        and lines.table_no = cells.table_no
        and lines.fiscal_year in ('*', cells.fiscal_year)
        and lines.row_path in ('*', cells.row_path)
        and lines.column_path in ('*', cells.column_path)
        and lines.as_read = case lines.field
            when 'value' then cells.printed_value
            when 'fiscal_year' then cells.fiscal_year
            when 'row_path' then cells.row_path
            when 'column_path' then cells.column_path
        end
