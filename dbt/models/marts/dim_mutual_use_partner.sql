-- One row per municipality that libraries are shared with, or that it is being discussed with.
select
    municipality_code,
    position,
    partner_ja,
    agreement_ja,
    started_month,
    -- Where the source names no later month, use began on both sides at once.
    coalesce(home_started_month, started_month) as home_started_month,
    status,
    note_ja,
    direction_ja,
    source_ja
from {{ source('raw', 'raw_catalog__mutual_use_partners') }}
order by municipality_code, position
