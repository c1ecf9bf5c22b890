-- One row per expectation of the deliveries that hold now.
select
    municipality_code,
    feed,
    expectation_ja,
    is_blocking,
    passed,
    observed
from {{ source('raw', 'raw_ingest__expectations') }}
