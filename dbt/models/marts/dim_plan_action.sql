-- One row per action of a goal.
select
    municipality_code,
    plan_id,
    goal_no,
    position,
    action_no,
    title_ja,
    text_ja
from {{ source('raw', 'raw_catalog__plan_actions') }}
order by municipality_code, plan_id, goal_no, position
