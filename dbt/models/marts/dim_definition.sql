-- One row per definition of a municipality, from the day on which it holds.
select
    municipality_code,
    name,
    valid_from,
    value,
    authority_ja,
    note_ja
from {{ source('raw', 'raw_catalog__definitions') }}
