-- One row per yearly form of an outside survey.
select
    form_id,
    position,
    name_ja,
    body_ja,
    period_ja,
    first_fiscal_year,
    every_years,
    verified_ja,
    unverified_ja,
    source_ja
from {{ source('raw', 'raw_catalog__surveys') }}
order by position
