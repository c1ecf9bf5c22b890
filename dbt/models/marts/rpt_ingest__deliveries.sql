-- One row per delivered file, with what holds of it now.
select
    delivery_id,
    municipality_code,
    feed,
    file_name,
    content_hash,
    first_day,
    last_day,
    rows_delivered,
    rows_accepted,
    rows_quarantined,
    state,
    reason_ja,
    is_sample,
    delivered_seq
from {{ source('raw', 'raw_ingest__deliveries') }}
