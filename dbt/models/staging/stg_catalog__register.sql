-- One row per line of a register.
select
    municipality_code,
    try_cast(edition as integer) as edition,
    register_id,
    kind,
    table_no,
    fiscal_year,
    row_path,
    column_path,
    field,
    as_read,
    as_used,
    status_used,
    identity as identity_ids,
    reason_ja,
    position
from {{ source('raw', 'raw_catalog__register') }}
