-- One row per part of the period of a plan.
select
    municipality_code,
    plan_id,
    position,
    name_ja,
    start_fiscal_year,
    end_fiscal_year
from {{ source('raw', 'raw_catalog__plan_phases') }}
order by municipality_code, plan_id, position
