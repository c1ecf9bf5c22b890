-- One row per day, pick-up library as of the day, and situation of those who reserved: what was reserved on the day, and
-- what was still waited for; counted. Known within a fiscal year.
select
    requests.municipality_code,
    requests.fiscal_year,
    requests.reserved_date,
    requests.library_code,
    requests.library_path,
    ages.age_group_code,
    requests.asked,
    requests.reserved,
    count(*) as requests,
    cast(sum(requests.items) as bigint) as items,
    bool_or(requests.is_sample) as is_sample
from {{ ref('int_requests__stamped') }} as requests
inner join {{ ref('dim_age_group') }} as ages on coalesce(requests.age_group_key, 0) = ages.group_key
group by all
