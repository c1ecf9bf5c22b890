-- One row per value that kept a delivered row out.
select
    delivery_id,
    file_name,
    feed,
    row_number,
    column_name,
    value_shown,
    reason_code,
    reason_ja
from {{ source('raw', 'raw_ingest__quarantine') }}
