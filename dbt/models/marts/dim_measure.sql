-- One row per measure.
select
    measure_id,
    name_ja,
    unit_ja,
    decimals,
    definition_ja,
    authority
from {{ source('raw', 'raw_catalog__measures') }}
