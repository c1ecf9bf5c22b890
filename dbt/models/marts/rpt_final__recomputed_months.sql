-- One row per cell of a closed month, as deliveries and definitions give it now.
select
    closed.period,
    now.*
from {{ source('raw', 'raw_closings__periods') }} as closed
inner join {{ ref('int_monthly_cells__computed') }} as now
    on closed.municipality_code = now.municipality_code and closed.period = strftime(now.month, '%Y-%m')
where closed.is_latest and closed.period_kind = 'month'
order by now.municipality_code, now.month, now.position, now.library_code
