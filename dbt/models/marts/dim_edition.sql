-- One row per printed yearbook or other document.
select
    municipality_code,
    edition,
    series,
    main_fiscal_year,
    document_ja,
    publisher_ja
from {{ source('raw', 'raw_catalog__editions') }}
