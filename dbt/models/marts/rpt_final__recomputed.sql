-- One row per computed cell of a closed fiscal year, as deliveries and definitions give it now.
select
    closed.municipality_code,
    closed.period,
    now.edition,
    now.table_no,
    now.table_id,
    now.fiscal_year,
    now.as_of_date,
    now.row_path,
    now.column_path,
    now.measure_id,
    now.value,
    now.value_text,
    now.value_status,
    now.source
from {{ source('raw', 'raw_closings__periods') }} as closed
inner join {{ ref('dim_edition') }} as editions
    on
        closed.municipality_code = editions.municipality_code
        and closed.period = cast(editions.main_fiscal_year as varchar)
inner join {{ ref('int_computed_cells__placed') }} as now
    on editions.municipality_code = now.municipality_code and editions.edition = now.edition
where closed.is_latest and closed.period_kind = 'fiscal_year'
order by
    now.municipality_code, now.edition, now.sort_order, now.table_id, now.fiscal_year,
    now.row_position, now.row_path, now.column_position
