-- Longer than 80 lines: the month, the year so far, last year's of both, and the figure for each day open.
-- One row per month, measure of the monthly report, and library ('' for all together), of the months in which deliveries
-- tell anything that adds up.
with cells as (
    select
        *,
        {{ fiscal_year_of('month_date') }} as fiscal_year,
        days_are_complete and value is not null and (library_code != '' or libraries_missing = 0)
            as is_complete
    from {{ ref('int_monthly__counted') }}
),

-- A year so far stands only on a feed that came in every month of it.
unbroken as (
    select
        municipality_code,
        layout,
        month_date
    from {{ ref('int_monthly__delivered') }}
    qualify
        row_number() over (
            partition by municipality_code, layout, {{ fiscal_year_of('month_date') }} order by month_date
        ) = (month(month_date) + 8) % 12 + 1
),

running as (
    select
        cells.*,
        if(unbroken.layout is null or not cells.adds_up, null, sum(cells.value) over year_so_far)
            as running_value,
        if(unbroken.layout is null or not cells.adds_up, null, bool_and(cells.is_complete) over year_so_far)
            as is_running_complete,
        bool_or(cells.is_sample) over year_so_far as any_sample
    from cells
    left join unbroken
        on
            cells.municipality_code = unbroken.municipality_code
            and cells.layout = unbroken.layout
            and cells.month_date = unbroken.month_date
    window year_so_far as (
        partition by cells.municipality_code, cells.fiscal_year, cells.measure_id, cells.library_code
        order by cells.month_date
    )
),

-- Only libraries that have both can be divided; all together are divided by the days of each of them.
divided as (
    select
        cells.municipality_code,
        cells.month_date,
        cells.measure_id,
        if(grouping(cells.library_code) = 1, '', cells.library_code) as library_code,
        sum(opened.open_days) as open_days,
        sum(cells.value) as value
    from cells
    inner join {{ ref('int_monthly__opened') }} as opened
        on
            cells.municipality_code = opened.municipality_code
            and cells.month_date = opened.month_date
            and cells.library_code = opened.library_code
    where cells.is_per_open_day and cells.is_complete and opened.open_days > 0
    group by
        grouping sets (
            (cells.municipality_code, cells.month_date, cells.measure_id, cells.library_code),
            (cells.municipality_code, cells.month_date, cells.measure_id)
        )
)

select
    this_year.municipality_code,
    this_year.fiscal_year,
    this_year.month_date as month,
    this_year.position,
    this_year.measure_id,
    this_year.library_code,
    cast(this_year.value as decimal(18, 4)) as value,
    'provisional' as value_status,
    cast(last_year.value as decimal(18, 4)) as last_year_value,
    cast(this_year.running_value as decimal(18, 4)) as running_value,
    cast(last_year.running_value as decimal(18, 4)) as last_year_running_value,
    cast(divided.open_days as integer) as open_days,
    cast({{ rounded_ratio(
        'cast(divided.value * 10000 as hugeint)', 'cast(divided.open_days * 10000 as hugeint)', 1, 1
    ) }} / 10000 as decimal(18, 4)) as per_open_day,
    this_year.is_complete,
    this_year.delivered_until,
    cast(this_year.libraries_missing as integer) as libraries_missing,
    last_year.is_complete as is_last_year_complete,
    this_year.is_running_complete,
    last_year.is_running_complete as is_last_year_running_complete,
    cast(coalesce(this_year.unknown_value, 0) as decimal(18, 4)) as unknown_value,
    this_year.any_sample or coalesce(last_year.any_sample, false) as is_sample
from running as this_year
left join running as last_year
    on
        this_year.municipality_code = last_year.municipality_code
        and this_year.measure_id = last_year.measure_id
        and this_year.library_code = last_year.library_code
        and this_year.month_date = last_year.month_date + interval 1 year
left join divided
    on
        this_year.municipality_code = divided.municipality_code
        and this_year.month_date = divided.month_date
        and this_year.measure_id = divided.measure_id
        and this_year.library_code = divided.library_code
        and this_year.is_complete
qualify bool_or(this_year.adds_up) over (partition by this_year.municipality_code, this_year.month_date)
order by this_year.municipality_code, this_year.month_date, this_year.position, this_year.library_code
