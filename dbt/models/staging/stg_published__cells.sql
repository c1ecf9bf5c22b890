-- One row per delivered cell, text as delivered.
select
    file_name || '#' || row_number as delivered_cell_id,
    municipality_code,
    edition,
    file_name,
    row_number,
    table_no,
    fiscal_year,
    as_of_date,
    row_path,
    column_path,
    value as printed_value,
    value_status
from {{ source('raw', 'raw_published__cells') }}
