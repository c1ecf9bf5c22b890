-- One row per printed cell with the place in the table specification that it stands on; measure_id is null where the
-- specification has no such place (rpt_yearbook__problems names those).
with places as (
    select
        municipality_code,
        edition,
        table_id,
        axis,
        path,
        measure_id,
        year_offset,
        is_text,
        position
    from {{ source('raw', 'raw_catalog__axis_members') }}
)

select
    cells.*,
    tables.table_id,
    coalesce(notes.measure_id, heads.measure_id, stubs.measure_id) as measure_id,
    notes.path is not null or (heads.path is not null and stubs.path is not null) as is_placed,
    coalesce(notes.is_text, stubs.is_text or heads.is_text, false) as is_text,
    -- The year under which the table prints the cell: a column "previous year" stands in the table of the year after.
    cells.fiscal_year
    - coalesce(notes.year_offset, stubs.year_offset + heads.year_offset, 0) as table_year,
    coalesce(stubs.position, 1000 + notes.position) as row_position,
    coalesce(heads.position, 0) as column_position,
    case
        when cells.value_status in ('closed', 'not_collected', 'suppressed') then null
        when coalesce(notes.is_text, stubs.is_text or heads.is_text, false) then null
        when cells.printed_value = '●' then 1
        else {{ printed_number('cells.printed_value') }}
    end as value
from {{ ref('int_published_cells__repaired') }} as cells
inner join {{ source('raw', 'raw_catalog__tables') }} as tables on cells.table_no = tables.table_no
left join places as notes
    on
        notes.axis = 'note'
        and cells.municipality_code = notes.municipality_code
        and cells.edition = notes.edition
        and tables.table_id = notes.table_id
        and cells.row_path || '|' || cells.column_path = notes.path
left join places as stubs
    on
        stubs.axis = 'row'
        and cells.municipality_code = stubs.municipality_code
        and cells.edition = stubs.edition
        and tables.table_id = stubs.table_id
        and (
            cells.row_path = stubs.path
            -- One head stands for every entry of a list.
            or (stubs.path = '#' and regexp_full_match(cells.row_path, '\d{3}'))
        )
left join places as heads
    on
        heads.axis = 'column'
        and cells.municipality_code = heads.municipality_code
        and cells.edition = heads.edition
        and tables.table_id = heads.table_id
        and cells.column_path = heads.path
