-- One row per statement with a figure in a report on a plan, checked against the figures it speaks of: as fractions of
-- whole numbers, rounded half up only where the statement itself is approximate.
with computed as (
    select
        *,
        n * 1000 // d as thousandths,
        {{ separated_number('thousandths / 1000') }}
        || if(thousandths * d = n * 1000, '', '…') as computed_ja,
        (2 * n * 10000 + d * precision_e4) // (2 * d * precision_e4) * precision_e4 as nearest_e4,
        case
            when missing_ja is not null or n is null or d is null then 'not_checkable'
            when
                case compare
                    when 'at_least' then n * 10000 >= stated_e4 * d
                    when 'more_than' then n * 10000 > stated_e4 * d
                    else coalesce(nearest_e4 = stated_e4, n * 10000 = stated_e4 * d)
                end
                then 'holds'
            else 'differs'
        end as status
    from {{ ref('int_plan_statements__computed') }}
)

select
    municipality_code,
    plan_id,
    project_no,
    fiscal_year,
    statement_id,
    position,
    text_ja,
    stated,
    unit_ja,
    computed_ja || unit_ja as computed_ja,
    status,
    concat(
        formula_ja || ' = ' || computed_ja || unit_ja || '。',
        {{ separated_number('precision') }} || unit_ja || 'の単位に四捨五入して'
        || {{ separated_number('nearest_e4 / 10000') }} || unit_ja || '。',
        case status
            when 'holds' then '記述に合う。'
            when 'differs' then '記述の' || {{ separated_number('stated') }} || unit_ja || 'に合わない。'
            else coalesce(missing_ja, '数値が欠けている。')
        end,
        note_ja
    ) as arithmetic_ja
from computed
order by municipality_code, plan_id, fiscal_year, position
