-- One row per place of the yearbook as readers see it: the computed figure where a published figure stands as well or
-- where nothing is published of the table's year, the published one otherwise.
with placed as (
    select
        municipality_code,
        edition,
        table_id,
        table_year,
        fiscal_year,
        row_path,
        column_path
    from {{ ref('int_published_cells__placed') }}
    union
    select
        municipality_code,
        edition,
        table_id,
        table_year,
        fiscal_year,
        row_path,
        column_path
    from {{ ref('int_computed_cells__settled') }}
),

cells as (
    select
        cells.*,
        placed.table_year,
        max(cells.value) filter (where cells.basis = 'published') over (
            partition by
                cells.municipality_code, cells.edition, cells.table_id, cells.fiscal_year, cells.row_path,
                cells.column_path
        ) is not null as has_published_figure,
        bool_or(cells.basis = 'published') over (
            partition by cells.municipality_code, cells.edition, cells.table_id, placed.table_year
        ) as is_published_year,
        max(cells.value) filter (where cells.basis = 'computed') over (
            partition by
                cells.municipality_code, cells.edition, cells.table_id, cells.fiscal_year, cells.row_path,
                cells.column_path
        ) is not null as has_computed_figure
    from {{ ref('rpt_yearbook__cells') }} as cells
    inner join placed using (municipality_code, edition, table_id, fiscal_year, row_path, column_path)
)

select
    municipality_code,
    edition,
    table_no,
    table_id,
    fiscal_year,
    as_of_date,
    row_path,
    column_path,
    measure,
    unit,
    value,
    value_text,
    value_status,
    basis,
    source,
    basis = 'computed' as is_computed
from cells
where case basis
    when 'computed' then not is_published_year or (has_published_figure and value is not null)
    else not (has_published_figure and has_computed_figure)
end
