-- One row per feed layout and month of which something was delivered: up to which day nothing is missing. Where several
-- feeds have the layout, all that have begun must tell the day.
with days as (
    select distinct
        winners.municipality_code,
        winners.feed,
        coalesce(feeds.layout, winners.feed) as layout,
        winners.day as date_day
    from {{ source('raw', 'raw_ingest__winners') }} as winners
    left join {{ source('raw', 'raw_catalog__feeds') }} as feeds
        on winners.municipality_code = feeds.municipality_code and winners.feed = feeds.feed
),

told as (
    select * from days
    where layout not in ('items', 'patrons')
    union
    -- A register tells everything of its fiscal year up to its day; a list of patrons how things stand at a month's end.
    select
        * exclude (date_day),
        cast(unnest(generate_series(
            if(
                layout = 'items', make_date({{ fiscal_year_of('date_day') }}, 4, 1),
                date_trunc('month', date_day)
            ),
            date_day, interval 1 day
        )) as date) as date_day
    from days
    where layout = 'items' or (layout = 'patrons' and date_day = last_day(date_day))
),

numbered as (
    select
        *,
        cast(date_trunc('month', date_day) as date) as month_date,
        row_number() over (
            partition by municipality_code, feed, date_trunc('month', date_day) order by date_day
        ) as day_no
    from told
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
