-- Longer than 80 lines: what each city defines, whether others agree, and the sentence.
-- One row per indicator, fiscal year and municipality: its value where it may stand beside those of other cities, or why it
-- may not. Cities are comparable when whatever they define about a part of the indicator is stated and the same.
with figures as (
    select * from {{ ref('fct_indicators') }}
    where place_kind = 'all'
),

touching as (
    select distinct
        parts.indicator_id,
        parts.valid_from,
        definables.name,
        definables.name_ja
    from {{ source('raw', 'raw_catalog__indicator_parts') }} as parts
    inner join {{ ref('dim_measure') }} as measures using (measure_id)
    inner join {{ source('raw', 'raw_catalog__definables') }} as definables using (quantity)
),

stated as (
    select
        figures.municipality_code,
        figures.fiscal_year,
        figures.indicator_id,
        string_agg(touching.name || '=' || definitions.value, ' ' order by touching.name) as city_key,
        string_agg(definables.value_ja, '、' order by touching.name) as city_definition_ja,
        string_agg(touching.name_ja, '、' order by touching.name)
        filter (where definitions.value is null) as not_stated_ja
    from figures
    inner join touching using (indicator_id, valid_from)
    left join {{ ref('int_definitions__dated') }} as definitions
        using (municipality_code, fiscal_year, name)
    left join {{ source('raw', 'raw_catalog__definables') }} as definables
        on touching.name = definables.name and definitions.value = definables.value
    group by all
),

keyed as (
    select
        figures.*,
        concat_ws(' ', figures.indicator_id || '@' || figures.valid_from, stated.city_key) as definition_key,
        stated.city_definition_ja,
        stated.not_stated_ja,
        figures.status != 'not_computable' and stated.not_stated_ja is null as is_stated
    from figures
    left join stated using (municipality_code, fiscal_year, indicator_id)
),

others as (
    select
        mine.municipality_code,
        mine.fiscal_year,
        mine.indicator_id,
        bool_or(mine.definition_key = theirs.definition_key) as has_equal,
        string_agg(
            cities.name_ja || 'は' || coalesce(theirs.city_definition_ja, '定義が別'), '、' order by cities.name_ja
        ) filter (where mine.definition_key != theirs.definition_key) as different_ja
    from keyed as mine
    inner join keyed as theirs
        on
            mine.fiscal_year = theirs.fiscal_year
            and mine.indicator_id = theirs.indicator_id
            and mine.municipality_code != theirs.municipality_code
            and theirs.is_stated
    inner join {{ ref('dim_municipality') }} as cities on theirs.municipality_code = cities.municipality_code
    where mine.is_stated
    group by all
),

judged as (
    select
        keyed.*,
        case
            when keyed.status = 'not_computable' then '計算できません。欠けている数値: ' || keyed.missing_ja || '。'
            when not keyed.is_stated
                then keyed.not_stated_ja || 'の定義が、' || cities.name_ja || 'では示されていません。'
            when others.different_ja is not null and not others.has_equal
                then
                    '定義が違うため並べられません: ' || cities.name_ja || 'は' || keyed.city_definition_ja || '、'
                    || others.different_ja || '。'
        end as refused_ja
    from keyed
    inner join {{ ref('dim_municipality') }} as cities using (municipality_code)
    left join others using (municipality_code, fiscal_year, indicator_id)
)

select
    indicator_id,
    fiscal_year,
    municipality_code,
    if(refused_ja is null, value, null) as value,
    if(refused_ja is null, shown, null) as shown,
    status,
    definition_key,
    city_definition_ja,
    refused_ja
from judged
order by indicator_id, fiscal_year, municipality_code
