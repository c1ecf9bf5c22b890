-- One row per cell of the yearbook and basis.
with published as (
    select
        cells.*,
        -- The printed form where the number alone would not give it back: marks, brackets, counters, text.
        case
            when cells.value is null or not regexp_full_match(cells.printed_value, '[△0-9,. ]+%?')
                then cells.printed_value
        end as value_text,
        'published' as basis,
        concat_ws(' ', editions.document_ja, pages.pages || '頁', '表' || cells.table_no) as source,
        tables.sort_order
    from {{ ref('int_published_cells__placed') }} as cells
    inner join {{ source('raw', 'raw_catalog__tables') }} as tables on cells.table_id = tables.table_id
    inner join {{ ref('dim_edition') }} as editions
        on cells.municipality_code = editions.municipality_code and cells.edition = editions.edition
    left join {{ source('raw', 'raw_catalog__edition_pages') }} as pages
        on
            cells.municipality_code = pages.municipality_code
            and cells.edition = pages.edition
            and tables.chapter = pages.chapter
),

cells as (
    select * from published
    union all by name
    select * from {{ ref('int_computed_cells__settled') }}
)

select
    cells.municipality_code,
    cells.edition,
    cells.table_no,
    cells.table_id,
    cells.fiscal_year,
    cells.as_of_date,
    cells.row_path,
    cells.column_path,
    cells.measure_id as measure,
    measures.unit_ja as unit,
    cells.value,
    cells.value_text,
    cells.value_status,
    cells.basis,
    cells.source
from cells
left join {{ ref('dim_measure') }} as measures on cells.measure_id = measures.measure_id
order by
    cells.municipality_code, cells.edition, cells.sort_order, cells.table_id, cells.table_year,
    cells.row_position, cells.row_path, cells.column_position, cells.basis
