-- One row per note of a table; empty years mean every year.
select
    notes.municipality_code,
    notes.edition,
    tables.table_id,
    notes.position,
    notes.marker,
    notes.text_ja,
    notes.fiscal_year_from,
    notes.fiscal_year_to
from {{ source('raw', 'raw_catalog__notes') }} as notes
inner join {{ source('raw', 'raw_catalog__tables') }} as tables using (table_no)
