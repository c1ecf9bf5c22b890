-- One row per word of a dimension, with the name that readers see; a material names its group.
select
    dimension,
    position,
    code,
    name_ja,
    group_code
from {{ source('raw', 'raw_catalog__words') }}
