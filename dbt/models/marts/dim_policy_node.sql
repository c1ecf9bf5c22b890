-- One row per heading of a policy tree.
select
    municipality_code,
    tree_id,
    node_id,
    parent_node_id,
    position,
    depth,
    level_ja,
    number_ja,
    name_ja,
    text_ja,
    undecided_ja
from {{ source('raw', 'raw_catalog__policy_nodes') }}
order by municipality_code, tree_id, position
