-- One row per library and day of its opening log: whether it was open.
select
    log.municipality_code,
    days.fiscal_year,
    log.date as date_day,
    log.library_code,
    days.library_path,
    bool_or(log.state_code = 'open') as is_open,
    bool_or(log.is_sample) as is_sample
from {{ source('raw', 'raw_opening_log__days') }} as log
inner join {{ ref('int_days__stamped') }} as days
    on
        log.date = days.date_day
        and log.library_code = days.library_code
        and log.municipality_code = days.municipality_code
group by all
