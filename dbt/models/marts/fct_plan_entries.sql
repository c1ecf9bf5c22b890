-- One row per entry of a progress sheet and fiscal year that it speaks of.
select
    municipality_code,
    plan_id,
    project_no,
    entry_no,
    entries.fiscal_year,
    planned.planned_ja,
    entries.done_ja,
    entries.deviation_ja,
    entries.evaluation_ja,
    entries.next_ja
from {{ source('raw', 'raw_catalog__plan_entries') }} as entries
inner join {{ source('raw', 'raw_catalog__plan_planned') }} as planned
    using (municipality_code, plan_id, project_no, entry_no)
order by municipality_code, plan_id, project_no, entry_no, entries.fiscal_year
