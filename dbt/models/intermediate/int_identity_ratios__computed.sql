-- One row per ratio inside an instance: its value in ten-thousandths, and whether one unit more or less of either part
-- changes it. A part whose unit changes nothing is not protected by the ratio.
with pairs as (
    select
        municipality_code,
        edition,
        identity_id,
        instance,
        basis,
        table_year,
        pair_no,
        any_value(scale) as scale,
        any_value(decimals) as decimals,
        max(value_e4) filter (where role = 'numerator') as numerator,
        max(value_e4) filter (where role = 'denominator') as denominator
    from {{ ref('int_identity_terms__valued') }}
    where role in ('numerator', 'denominator')
    group by all
),

neighbours as (
    select
        *,
        {{ rounded_ratio('numerator', 'denominator', 'scale', 'decimals') }} as ratio_e4,
        {{ rounded_ratio('(numerator + 10000)', 'denominator', 'scale', 'decimals') }} as one_more,
        {{ rounded_ratio('(numerator - 10000)', 'denominator', 'scale', 'decimals') }} as one_less,
        {{ rounded_ratio('numerator', '(denominator + 10000)', 'scale', 'decimals') }} as over_one_more,
        {{ rounded_ratio('numerator', '(denominator - 10000)', 'scale', 'decimals') }} as over_one_less
    from pairs
)

select
    municipality_code,
    edition,
    identity_id,
    instance,
    basis,
    table_year,
    pair_no,
    ratio_e4,
    (ratio_e4 is distinct from one_more)
    and (ratio_e4 is distinct from one_less) as is_numerator_protected,
    (ratio_e4 is distinct from over_one_more)
    and (ratio_e4 is distinct from over_one_less) as is_denominator_protected
from neighbours
