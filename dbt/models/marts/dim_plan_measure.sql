-- One row per measure below a goal of a plan.
select
    municipality_code,
    plan_id,
    goal_no,
    measure_no,
    position,
    name_ja
from {{ source('raw', 'raw_catalog__plan_measures') }}
order by municipality_code, plan_id, goal_no, position
