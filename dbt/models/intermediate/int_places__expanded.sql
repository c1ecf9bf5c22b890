-- One row per place of a table in an edition: what is measured there, the year of its datum, and what is printed around
-- the figure, the column's own winning over the row's. An edition counts for the computed figures of its main fiscal year,
-- if events or forms of that year were delivered.
with years as (
    select distinct
        editions.municipality_code,
        editions.edition,
        editions.main_fiscal_year as table_year
    from {{ ref('dim_edition') }} as editions
    inner join {{ ref('int_months__stamped') }} as months
        on
            editions.municipality_code = months.municipality_code
            and editions.main_fiscal_year = months.fiscal_year
            and months.layout not in ('patrons', 'items')
),

members as (
    select
        members.*,
        years.table_year
    from {{ source('raw', 'raw_catalog__axis_members') }} as members
    inner join years using (municipality_code, edition)
)

select
    stubs.municipality_code,
    stubs.edition,
    stubs.table_id,
    stubs.table_year,
    stubs.table_year + stubs.year_offset + heads.year_offset as fiscal_year,
    stubs.path as row_path,
    heads.path as column_path,
    coalesce(heads.measure_id, stubs.measure_id) as measure_id,
    stubs.is_text or heads.is_text as is_text,
    'bracket' in (stubs.role, heads.role) as is_bracket,
    coalesce(stubs.library_code, heads.library_code) as library_code,
    if(heads.prefix || heads.suffix = '', stubs.prefix, heads.prefix) as prefix,
    if(heads.prefix || heads.suffix = '', stubs.suffix, heads.suffix) as suffix,
    stubs.position as row_position,
    heads.position as column_position,
    null as note_position
from members as stubs
inner join members as heads
    on
        stubs.municipality_code = heads.municipality_code
        and stubs.edition = heads.edition
        and stubs.table_id = heads.table_id
where stubs.axis = 'row' and heads.axis = 'column'
union all
select
    municipality_code,
    edition,
    table_id,
    table_year,
    table_year + year_offset as fiscal_year,
    split_part(path, '|', 1) as row_path,
    split_part(path, '|', 2) as column_path,
    measure_id,
    is_text,
    false as is_bracket,
    library_code,
    prefix,
    suffix,
    1000 + position as row_position,
    0 as column_position,
    position as note_position
from members
where axis = 'note'
