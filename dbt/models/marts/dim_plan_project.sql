-- One row per project of a plan, in printed order.
select
    municipality_code,
    plan_id,
    project_no,
    position,
    goal_no,
    measure_no,
    name_ja,
    other_names_ja,
    page,
    is_priority,
    is_new,
    division_ja,
    sheet_ja,
    summary_ja,
    (municipality_code, plan_id, project_no) in (
        select (municipality_code, plan_id, project_no)
        from {{ source('raw', 'raw_catalog__plan_indicators') }}
    ) as has_indicators
from {{ source('raw', 'raw_catalog__plan_projects') }}
order by municipality_code, plan_id, position
