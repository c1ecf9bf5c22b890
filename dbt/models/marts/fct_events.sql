-- One row per entry of a list of the monthly form (events, exhibitions) and column: what is written there, and the figure
-- in it.
select
    municipality_code,
    fiscal_year,
    month_date,
    table_id,
    row_path,
    column_path,
    value_text,
    cast(value as decimal(18, 4)) as value,
    is_sample
from {{ ref('int_entries__numbered') }}
