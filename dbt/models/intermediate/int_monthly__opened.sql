-- One row per library and month whose opening log is whole: days open.
select
    log.municipality_code,
    months.month_date,
    log.library_code,
    count(*) filter (where log.is_open) as open_days
from {{ ref('fct_open_days') }} as log
inner join {{ ref('int_monthly__delivered') }} as months
    on
        log.municipality_code = months.municipality_code
        and date_trunc('month', log.date_day) = months.month_date
where months.layout = 'opening_log' and months.is_complete
group by all
