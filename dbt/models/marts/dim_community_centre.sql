-- One row per community centre or branch of one, in the order of the printed list of a day.
select
    municipality_code,
    as_of_date,
    position,
    centre_no,
    name_ja,
    ward_ja,
    address_ja,
    housed_in_ja,
    parent_name_ja,
    reading_ja,
    as_of_basis_ja,
    source_ja,
    undecided_ja
from {{ source('raw', 'raw_catalog__community_centres') }}
order by municipality_code, as_of_date, position
