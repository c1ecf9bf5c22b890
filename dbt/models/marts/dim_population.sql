-- One row per municipality and day for which a population is known.
select
    municipality_code,
    as_of_date,
    persons,
    source_ja
from {{ source('raw', 'raw_catalog__populations') }}
