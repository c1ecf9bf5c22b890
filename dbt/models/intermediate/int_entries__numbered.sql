-- One row per entry of a list and column, under the number that the list prints it with: the entry's own, and for those
-- without one the next by month.
select
    entries.municipality_code,
    {{ fiscal_year_of('entries.month_date') }} as fiscal_year,
    entries.month_date,
    entries.table_id,
    format('{:03d}', dense_rank() over (
        partition by entries.municipality_code, {{ fiscal_year_of('entries.month_date') }}, entries.table_id
        order by entries.entry_no nulls last, entries.month_date, entries.entry_row
    )) as row_path,
    entries.column_path,
    if(entries.value = '●', 1, if(heads.is_text, null, {{ printed_number('entries.value') }})) as value,
    if(heads.is_text or entries.value = '●', entries.value, null) as value_text,
    entries.is_sample
from {{ source('raw', 'raw_form__entries') }} as entries
inner join {{ ref('int_places__expanded') }} as heads
    on
        entries.municipality_code = heads.municipality_code
        and {{ fiscal_year_of('entries.month_date') }} = heads.table_year
        and entries.table_id = heads.table_id
        and heads.row_path = '#'
        and entries.column_path = heads.column_path
