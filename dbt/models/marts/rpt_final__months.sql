-- One row per frozen cell of each revision of a closed month: what was closed stays to be asked for.
select * exclude (period_kind)
from {{ source('raw', 'raw_closings__months') }}
order by municipality_code, period, revision, position, library_code
