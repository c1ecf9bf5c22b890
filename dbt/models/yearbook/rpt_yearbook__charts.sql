-- One row per axis member that a table's chart draws.
select
    municipality_code,
    edition,
    table_id,
    kind,
    axis,
    position,
    path
from {{ source('raw', 'raw_catalog__charts') }}
