-- One row per feed layout and month of which something was delivered: up to which day nothing is missing. Where several
-- feeds have the layout, all that have begun must tell the day.
with days as (
    select distinct
        municipality_code,
        feed,
        layout,
        date_day,
        cast(date_trunc('month', date_day) as date) as month_date
    from {{ ref('int_monthly__told') }}
),

-- Nothing is missed on a day on which every library was closed.
whole as (
    select * from days
    union
    select
        days.municipality_code,
        days.feed,
        days.layout,
        log.date_day,
        days.month_date
    from days
    inner join {{ ref('fct_open_days') }} as log
        on
            days.municipality_code = log.municipality_code
            and days.month_date = date_trunc('month', log.date_day)
    group by all
    having not bool_or(log.is_open)
),

numbered as (
    select
        *,
        row_number() over (partition by municipality_code, feed, month_date order by date_day) as day_no
    from whole
),

feed_months as (
    select
        municipality_code,
        layout,
        feed,
        month_date,
        max(date_day) filter (where day(date_day) = day_no) as delivered_until,
        min(month_date) over (partition by municipality_code, feed) as first_month
    from numbered
    group by municipality_code, layout, feed, month_date
),

layout_months as (
    select
        months.municipality_code,
        months.layout,
        months.month_date,
        min(coalesce(feeds.delivered_until, months.month_date - 1)) as delivered_until
    from feed_months as months
    inner join feed_months as begun
        on
            months.municipality_code = begun.municipality_code
            and months.layout = begun.layout
            and months.month_date >= begun.first_month
    left join feed_months as feeds
        on
            begun.municipality_code = feeds.municipality_code
            and begun.feed = feeds.feed
            and months.month_date = feeds.month_date
    group by all
)

select
    municipality_code,
    layout,
    month_date,
    if(delivered_until < month_date, null, cast(delivered_until as date)) as delivered_until,
    coalesce(delivered_until = last_day(month_date), false) as is_complete
from layout_months
