-- One row per cell that a calculated item adds up, municipality and fiscal year of the form for which it has a figure.
-- The newest edition that covers the form's year gives it: what an older one prints ahead is a budget, no result.
select
    cells.municipality_code,
    terms.form_id,
    cells.fiscal_year - terms.year_offset as fiscal_year,
    terms.item_no,
    terms.valid_from,
    terms.position,
    cells.value,
    cells.value_status,
    cells.source,
    measures.definition_ja
from {{ source('raw', 'raw_catalog__survey_item_cells') }} as terms
inner join {{ ref('rpt_yearbook__shown') }} as cells
    on
        terms.table_no = cells.table_no
        and terms.row_path = cells.row_path
        and terms.column_path = cells.column_path
inner join {{ ref('dim_edition') }} as editions
    on cells.municipality_code = editions.municipality_code and cells.edition = editions.edition
left join {{ ref('dim_measure') }} as measures on cells.measure = measures.measure_id
where cells.value is not null and editions.main_fiscal_year >= cells.fiscal_year - terms.year_offset
qualify
    row_number() over (
        partition by
            cells.municipality_code, terms.form_id, terms.item_no, terms.valid_from, terms.position,
            cells.fiscal_year
        order by cells.edition desc
    ) = 1
