-- One row per printed number of projects, beside what the projects give.
select
    municipality_code,
    plan_id,
    counts.fiscal_year,
    counts.identity_id,
    counts.position,
    any_value(counts.text_ja) as text_ja,
    any_value(counts.printed) as printed,
    cast(
        count(*) filter (
            where projects.goal_no = coalesce(counts.goal_no, projects.goal_no)
            and projects.measure_no = coalesce(counts.measure_no, projects.measure_no)
            and (counts.sheet_ja is null or projects.sheet_ja = counts.sheet_ja)
            and projects.is_priority = coalesce(counts.is_priority, projects.is_priority)
            and projects.is_new = coalesce(counts.is_new, projects.is_new)
            and projects.has_indicators = coalesce(counts.has_indicators, projects.has_indicators)
            and (counts.is_graded is null or (grades.grade is not null) = counts.is_graded)
            and (counts.grade is null or grades.grade = counts.grade)
        ) as integer
    ) as counted,
    any_value(counts.printed) = counted as holds
from {{ source('raw', 'raw_catalog__plan_counts') }} as counts
inner join {{ ref('dim_plan_project') }} as projects using (municipality_code, plan_id)
left join {{ source('raw', 'raw_catalog__plan_recorded_grades') }} as grades
    using (municipality_code, plan_id, fiscal_year, project_no)
group by municipality_code, plan_id, counts.fiscal_year, counts.identity_id, counts.position
order by municipality_code, plan_id, counts.fiscal_year, counts.position
