-- One row per closing of a month or a fiscal year: an act, and what its figures rest on.
select
    municipality_code,
    period_kind,
    period,
    revision,
    is_latest,
    closed_at,
    act_ja,
    build_id,
    cells,
    deliveries_hash,
    definitions_hash,
    cells_hash,
    is_unchanged
from {{ source('raw', 'raw_closings__periods') }}
order by municipality_code, period_kind, period, revision
