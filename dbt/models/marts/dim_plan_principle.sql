-- One row per principle of the policy that a plan rests on.
select
    municipality_code,
    plan_id,
    position,
    principle_no,
    text_ja
from {{ source('raw', 'raw_catalog__plan_principles') }}
order by municipality_code, plan_id, position
