-- One row per library and period: what it was called, what it was in law and what it belonged to, as of the day.
select
    libraries.municipality_code,
    libraries.library_code,
    libraries.position,
    libraries.name_ja,
    periods.valid_from,
    periods.valid_to,
    periods.kind,
    periods.label_ja,
    periods.group_ja,
    concat_ws('/', periods.group_ja, periods.label_ja) as yearbook_path,
    periods.parent_library_code,
    periods.is_closed,
    periods.authority_ja,
    periods.note_ja,
    libraries.address_ja,
    libraries.phone,
    libraries.opened_date,
    libraries.floor_area_m2,
    libraries.floor_area_basis_ja,
    libraries.shelf_capacity_books,
    libraries.storage_capacity_books,
    libraries.sources
from {{ source('raw', 'raw_catalog__libraries') }} as libraries
inner join {{ source('raw', 'raw_catalog__library_periods') }} as periods
    on
        libraries.municipality_code = periods.municipality_code
        and libraries.library_code = periods.library_code
order by libraries.municipality_code, libraries.position, periods.valid_from
