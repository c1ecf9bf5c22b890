-- One row per feed layout and month of which something was delivered: up to which day nothing is missing. Where several
-- feeds have the layout, all that have begun must tell the day.
with days as (
    select distinct
        municipality_code,
        feed,
        layout,
        date_day
    from {{ ref('int_monthly__told') }}
),

numbered as (
    select
        *,
        cast(date_trunc('month', date_day) as date) as month_date,
        row_number() over (
            partition by municipality_code, feed, date_trunc('month', date_day) order by date_day
        ) as day_no
    from days
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
