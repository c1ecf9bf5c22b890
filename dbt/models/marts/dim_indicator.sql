-- One row per definition of an indicator, from the day on which it holds.
select
    indicator_id,
    valid_from,
    valid_to,
    position,
    group_ja,
    name_ja,
    rival_group,
    unit_ja,
    decimals,
    formula_ja,
    definition_ja,
    authority_ja
from {{ source('raw', 'raw_catalog__indicators') }}
order by position
