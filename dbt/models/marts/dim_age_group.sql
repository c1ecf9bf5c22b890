-- One row per elementary age group: the ages between all bounds of all schemes, so that every band is a sum of groups;
-- and one for ages that are not known.
with bounds as (
    select age_from as age from {{ ref('age_bands') }}
    union
    select age_to + 1 as age from {{ ref('age_bands') }}
    where age_to is not null
    union
    select 0 as age
),

groups as (
    select
        age as age_from,
        lead(age) over (order by age) - 1 as age_to
    from bounds
)

select
    age_from || '_' || coalesce(cast(age_to as varchar), 'over') as age_group_code,
    case
        when age_to is null then age_from || '歳以上'
        else age_from || '～' || age_to || '歳'
    end as name_ja,
    age_from,
    age_to,
    row_number() over (order by age_from) as group_key
from groups
union all by name
select
    'unknown' as age_group_code,
    '不明' as name_ja,
    0 as group_key
order by group_key
