-- One row per head of a row or column of a table in an edition, in printed order.
select
    municipality_code,
    edition,
    table_id,
    axis,
    position,
    path,
    labels,
    role,
    measure_id,
    year_offset,
    library_code,
    is_text,
    is_carried,
    prefix,
    suffix
from {{ source('raw', 'raw_catalog__axis_members') }}
