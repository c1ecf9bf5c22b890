-- One row per term of an identity instance and year: the cell it names and the figure printed there, if any.
-- An instance exists for each year and basis in which its target has a figure. Where records could not be told apart by
-- age or class, computed parts do not make up their whole, and the instance is not judged.
with terms as (
    select * from {{ source('raw', 'raw_catalog__identity_terms') }}
),

cells as (
    select
        *,
        cast(cast(value as decimal(38, 4)) * 10000 as hugeint) as value_e4
    from {{ ref('rpt_yearbook__cells') }}
),

instances as (
    select
        terms.municipality_code,
        terms.edition,
        terms.identity_id,
        terms.instance,
        cells.basis,
        cells.fiscal_year - terms.year_offset as table_year
    from terms
    inner join cells
        on
            terms.municipality_code = cells.municipality_code
            and terms.edition = cells.edition
            and terms.table_id = cells.table_id
            and terms.row_path = cells.row_path
            and terms.column_path = cells.column_path
    where terms.role = 'target' and cells.value is not null
),

approximate as (
    select distinct
        terms.municipality_code,
        terms.edition,
        terms.identity_id,
        terms.instance,
        cells.basis,
        cells.fiscal_year - terms.year_offset as table_year
    from terms
    inner join cells using (municipality_code, edition, table_id, row_path, column_path)
    where cells.basis = 'computed' and cells.value_status = 'approximate'
)

select
    instances.*,
    terms.form,
    terms.constant,
    terms.role,
    terms.pair_no,
    terms.scale,
    terms.decimals,
    terms.times,
    terms.table_id,
    coalesce(cells.row_path, terms.row_path) as row_path,
    terms.column_path,
    instances.table_year + terms.year_offset as fiscal_year,
    cells.value_status not in ('closed', 'not_collected', 'suppressed') as is_present,
    cells.value_e4
from instances
anti join approximate using (municipality_code, edition, identity_id, instance, basis, table_year)
inner join terms using (municipality_code, edition, identity_id, instance)
left join cells
    on
        terms.municipality_code = cells.municipality_code
        and terms.edition = cells.edition
        and terms.table_id = cells.table_id
        and (
            terms.row_path = cells.row_path
            -- One term stands for every entry of a list.
            or (terms.row_path = '#' and regexp_full_match(cells.row_path, '\d{3}'))
        )
        and terms.column_path = cells.column_path
        and instances.table_year + terms.year_offset = cells.fiscal_year
        and instances.basis = cells.basis
