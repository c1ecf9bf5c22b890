-- One row per printed yearbook.
select
    municipality_code,
    edition,
    main_fiscal_year,
    document_ja,
    publisher_ja
from {{ source('raw', 'raw_catalog__editions') }}
