-- One row per formula of this product's own that proposes a grade; the source of a plan prints none.
select
    municipality_code,
    plan_id,
    formula_id,
    valid_from,
    name_ja,
    text_ja,
    indicator_kind,
    target_of,
    combine,
    rate_decimals,
    no_value_grade
from {{ source('raw', 'raw_catalog__plan_formulas') }}
order by municipality_code, plan_id, valid_from
