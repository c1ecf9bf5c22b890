-- One row per delivery and month: what it changed.
select
    delivery_id,
    feed,
    month_date,
    rows_added,
    rows_removed,
    rows_kept
from {{ source('raw', 'raw_ingest__differences') }}
