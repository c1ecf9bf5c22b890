-- One row per room or piece of equipment of a library.
select
    municipality_code,
    library_code,
    position,
    name_ja,
    floor_ja,
    area_m2,
    capacity,
    capacity_unit_ja,
    note_ja
from {{ source('raw', 'raw_catalog__library_spaces') }}
order by municipality_code, library_code, position
