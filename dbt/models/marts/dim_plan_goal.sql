-- One row per goal of a plan. Indicators are those that the city prints; without any, its progress is to be reported.
select
    municipality_code,
    plan_id,
    position,
    goal_no,
    name_ja,
    aim_ja,
    indicator_status,
    indicators
from {{ source('raw', 'raw_catalog__plan_goals') }}
order by municipality_code, plan_id, position
