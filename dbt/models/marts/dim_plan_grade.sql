-- One row per grade that a city gives to projects of a plan.
select
    municipality_code,
    plan_id,
    position,
    grade,
    meaning_ja
from {{ source('raw', 'raw_catalog__plan_grades') }}
order by municipality_code, plan_id, position
