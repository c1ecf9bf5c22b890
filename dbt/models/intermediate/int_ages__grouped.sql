-- One row per age in completed years with its elementary group.
select
    cast(ages.age_years as smallint) as age_years,
    cast(groups.group_key as tinyint) as age_group_key
from (select unnest(generate_series(0, 150)) as age_years) as ages
inner join {{ ref('dim_age_group') }} as groups
    on ages.age_years >= groups.age_from and ages.age_years <= coalesce(groups.age_to, 150)
