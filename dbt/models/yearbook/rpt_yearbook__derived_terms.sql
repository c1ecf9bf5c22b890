-- One row per figure that a computed figure was calculated from by an identity: sums, differences and ratios.
select
    derived.municipality_code,
    derived.edition,
    derived.table_id,
    derived.fiscal_year,
    derived.row_path,
    derived.column_path,
    terms.form,
    terms.role,
    terms.pair_no,
    terms.times,
    known.table_id as term_table_id,
    known.fiscal_year as term_fiscal_year,
    known.row_path as term_row_path,
    known.column_path as term_column_path,
    known.value as term_value
from {{ ref('int_cells__computed') }} as derived
inner join {{ source('raw', 'raw_catalog__identity_terms') }} as terms
    using (municipality_code, edition, identity_id, instance)
inner join {{ ref('int_computed_cells__settled') }} as known
    on
        terms.municipality_code = known.municipality_code
        and terms.edition = known.edition
        and terms.table_id = known.table_id
        and (
            terms.row_path = known.row_path
            -- One term stands for every entry of a list.
            or (terms.row_path = '#' and regexp_full_match(known.row_path, '\d{3}'))
        )
        and terms.column_path = known.column_path
        and derived.table_year + terms.year_offset = known.fiscal_year
where terms.role != 'target'
