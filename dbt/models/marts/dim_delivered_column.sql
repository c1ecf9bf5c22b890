-- One row per column of deliveries and word that it may hold, with the names that readers see; a column without a closed
-- list has one row without a word.
select
    column_name,
    column_ja,
    position,
    code,
    name_ja
from {{ source('raw', 'raw_catalog__delivered_columns') }}
