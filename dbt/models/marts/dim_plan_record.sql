-- One row per yearly report of a plan.
select
    municipality_code,
    plan_id,
    fiscal_year,
    source_ja,
    undecided_ja
from {{ source('raw', 'raw_catalog__plan_records') }}
order by municipality_code, plan_id, fiscal_year
