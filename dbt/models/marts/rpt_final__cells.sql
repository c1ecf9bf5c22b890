-- One row per frozen cell of each revision of a closed fiscal year: what was closed stays to be asked for.
select
    municipality_code,
    period,
    revision,
    edition,
    table_no,
    table_id,
    fiscal_year,
    as_of_date,
    row_path,
    column_path,
    measure_id,
    value,
    value_text,
    value_status,
    source
from {{ source('raw', 'raw_closings__cells') }}
order by municipality_code, period, revision, edition, table_id, fiscal_year, row_path, column_path
