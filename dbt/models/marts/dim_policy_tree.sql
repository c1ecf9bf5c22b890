-- One row per policy tree of a municipality: aims, directions, measures or a programme as headings below headings.
select
    municipality_code,
    tree_id,
    position,
    name_ja,
    period_ja,
    source_ja,
    scope_ja,
    undecided_ja
from {{ source('raw', 'raw_catalog__policy_trees') }}
order by municipality_code, position
