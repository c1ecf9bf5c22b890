-- One row per calculated item, municipality and fiscal year that asks for it: its figure, empty when a cell is missing,
-- which cells it adds up, and the query that gives it from the marts.
with terms as (
    select
        asked.municipality_code,
        asked.form_id,
        asked.fiscal_year,
        asked.item_no,
        cells.position,
        figures.value,
        figures.value_status,
        figures.source,
        figures.definition_ja,
        format(
            '表{} {}・{}({}年度)',
            cells.table_no, cells.row_path, cells.column_path, asked.fiscal_year + cells.year_offset
        ) as place_ja,
        format(
            '(select arg_max(c.value, c.edition) from rpt_yearbook__shown as c join dim_edition as e using'
            || ' (municipality_code, edition) where c.municipality_code = ''{}'' and c.table_no = ''{}'''
            || ' and c.row_path = ''{}'' and c.column_path = ''{}'' and c.fiscal_year = {}'
            || ' and e.main_fiscal_year >= {})',
            asked.municipality_code,
            {{ quoted('cells.table_no') }},
            {{ quoted('cells.row_path') }},
            {{ quoted('cells.column_path') }},
            asked.fiscal_year + cells.year_offset,
            asked.fiscal_year
        ) as query_sql
    from {{ ref('int_survey_items__asked') }} as asked
    inner join {{ source('raw', 'raw_catalog__survey_item_cells') }} as cells
        on
            asked.form_id = cells.form_id
            and asked.item_no = cells.item_no
            and asked.valid_from = cells.valid_from
    left join {{ ref('int_survey_figures__valued') }} as figures
        on
            asked.municipality_code = figures.municipality_code
            and asked.fiscal_year = figures.fiscal_year
            and cells.form_id = figures.form_id
            and cells.item_no = figures.item_no
            and cells.valid_from = figures.valid_from
            and cells.position = figures.position
)

select
    municipality_code,
    form_id,
    fiscal_year,
    item_no,
    if(count(value) = count(*), sum(value), null) as value,
    -- The least certain of its parts.
    coalesce(min(value_status) filter (where value_status != 'final'), 'final') as value_status,
    string_agg(place_ja, ' + ' order by position) as places_ja,
    string_agg(place_ja, '、' order by position) filter (where value is null) as missing_ja,
    string_agg(distinct source, '、' order by source) as sources_ja,
    string_agg(distinct definition_ja, ' ' order by definition_ja) as definition_ja,
    'select ' || string_agg(query_sql, ' + ' order by position) || ' as value' as query_sql
from terms
group by municipality_code, form_id, fiscal_year, item_no
