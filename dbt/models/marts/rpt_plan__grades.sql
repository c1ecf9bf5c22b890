-- One row per project and fiscal year that has a recorded grade or an actual figure: the grade of the city beside the
-- proposal. Per cent are cut off for reading; the score is compared as a fraction of whole numbers.
with thresholds as (
    select
        municipality_code,
        plan_id,
        formula_id,
        list(
            struct_pack(grade := grade, at_least_e4 := {{ ten_thousandths('at_least') }}) order by position
        ) as steps
    from {{ source('raw', 'raw_catalog__plan_thresholds') }}
    group by all
),

scored as (
    select
        scores.*,
        scores.score.n as actual_part,
        scores.score.d as target_part,
        thresholds.steps
    from {{ ref('int_plan_scores__computed') }} as scores
    left join thresholds using (municipality_code, plan_id, formula_id)
),

proposed as (
    select
        *,
        {{ truncated_percent('actual_part', 'target_part', 'coalesce(rate_decimals, 1)') }} as score_ja,
        case
            when formula_id is null then null
            when actual_part is null then no_value_grade
            when rate_decimals is not null
                then {{ truncated_percent('actual_part', 'target_part', 'rate_decimals') }}
            else list_filter(
                steps,
                lambda step: step.at_least_e4 is null
                or actual_part * 10000 >= step.at_least_e4 * target_part
            )[1].grade
        end as grade_proposed
    from scored
)

select
    municipality_code,
    plan_id,
    project_no,
    proposed.fiscal_year,
    recorded.grade as grade_recorded,
    recorded.reason_ja,
    proposed.grade_proposed,
    proposed.formula_id,
    cast(proposed.actual_part as double) / cast(proposed.target_part as double) as score,
    case
        when proposed.formula_id is null
            then '未定: この年度に適用する式が定められていないため、提案はありません。'
        else
            '本製品の式「' || proposed.name_ja || '」による提案(自治体の評価ではありません)。'
            || coalesce(proposed.arithmetic_ja || '。', '')
            || case
                when proposed.missing_ja is not null
                    then proposed.missing_ja || 'が分からないため、計算できません。'
                when not proposed.is_complete then 'この式で見る指標がないため、計算できません。'
                when proposed.actual_part is null
                    then '桁が多すぎるため、端数を切らずに計算できません。'
                else
                    case proposed.combine when 'mean' then '平均' when 'lowest' then '最低' else '最高' end
                    || 'は' || proposed.score_ja || '。百分率は切り捨てて示し、判定は切り捨てる前の値によります。'
            end
            || coalesce('提案は「' || proposed.grade_proposed || '」です。', '')
    end as proposal_ja,
    if(recorded.grade is null, null, recorded.grade != proposed.grade_proposed) as differs
from proposed
left join {{ source('raw', 'raw_catalog__plan_recorded_grades') }} as recorded
    using (municipality_code, plan_id, project_no, fiscal_year)
order by municipality_code, plan_id, project_no, proposed.fiscal_year
