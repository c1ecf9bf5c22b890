-- One row per month and delivery that tells of days in it.
select
    told.municipality_code,
    cast(date_trunc('month', told.date_day) as date) as month,
    told.feed,
    told.delivery_id,
    min(told.date_day) as first_day,
    max(told.date_day) as last_day,
    cast(count(*) as integer) as days
from {{ ref('int_monthly__told') }} as told
group by all
order by told.municipality_code, month, told.feed, first_day, told.delivery_id
