-- One row per project and fiscal year to be graded, with its score as a fraction of whole numbers: no rate is rounded
-- before it is compared.
with parts as (
    select
        municipality_code,
        plan_id,
        project_no,
        fiscal_year,
        formula_id,
        name_ja,
        combine,
        rate_decimals,
        no_value_grade,
        coalesce(bool_and(is_known), false) as is_complete,
        string_agg(
            indicator_ja || if(actual is null, 'の実績', 'の目標'), '、' order by position
        ) filter (where not is_known) as missing_ja,
        list(
            struct_pack(n := actual_e4 // divisor, d := target_e4 // divisor) order by position
        ) filter (where is_known) as fractions,
        string_agg(
            indicator_ja || ' ' || actual_ja || '÷' || target_ja || '＝'
            || {{ truncated_percent('actual_e4', 'target_e4', 'coalesce(rate_decimals, 1)') }},
            '、' order by position
        ) filter (where is_known) as arithmetic_ja
    from {{ ref('int_plan_values__compared') }}
    group by all
),

combined as (
    select
        *,
        {{ combined_fraction('fractions', 'combine') }} as fraction
    from parts
)

select
    *,
    -- What is compared with a threshold or shown in per cent is multiplied once more.
    if(is_complete and abs(fraction.n) < 1e30 and fraction.d < 1e30, fraction, null) as score
from combined
