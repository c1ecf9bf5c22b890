-- One row per month, measure of the monthly report, and library ('' for all together), of the months in which deliveries
-- tell anything that adds up: as it was frozen where the month is closed, as it is counted now elsewhere.
with closed as (
    select cells.* exclude (period_kind, period, revision)
    from {{ source('raw', 'raw_closings__months') }} as cells
    inner join {{ source('raw', 'raw_closings__periods') }} as periods
        using (municipality_code, period_kind, period, revision)
    where periods.is_latest
),

cells as (
    select * from {{ ref('int_monthly_cells__computed') }}
    anti join (select distinct
        municipality_code,
        month
    from closed) using (municipality_code, month)
    union all by name
    select * replace ('final' as value_status) from closed
)

select * from cells
order by municipality_code, month, position, library_code
