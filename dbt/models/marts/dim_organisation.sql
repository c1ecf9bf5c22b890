-- One row per section, post or undecided question of a library's organisation, by period.
select
    municipality_code,
    as_of_date,
    staff_table_no,
    position,
    entry_id,
    kind,
    name_ja,
    belongs_to_ja,
    valid_from,
    valid_to,
    precision,
    regexp_extract_all(library_codes, '[^,]+') as library_codes,
    text_ja,
    source_ja
from {{ source('raw', 'raw_catalog__organisation') }}
order by municipality_code, position
