-- One row per municipality.
select
    municipality_code,
    slug,
    name_ja,
    library_system_name_ja
from {{ source('raw', 'raw_catalog__municipalities') }}
