-- One row per library and period, for joins as of a day; a day before the first period takes the first.
select
    municipality_code,
    library_code,
    if(
        row_number() over (partition by municipality_code, library_code order by valid_from) = 1,
        date '0001-01-01', valid_from
    ) as valid_from,
    yearbook_path as library_path,
    kind as library_kind
from {{ ref('dim_library') }}
