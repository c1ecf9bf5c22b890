-- One row per day of a feed that a delivery tells of, and that delivery.
with days as (
    select
        winners.municipality_code,
        winners.feed,
        coalesce(feeds.layout, winners.feed) as layout,
        winners.day as date_day,
        winners.delivery_id
    from {{ source('raw', 'raw_ingest__winners') }} as winners
    left join {{ source('raw', 'raw_catalog__feeds') }} as feeds
        on winners.municipality_code = feeds.municipality_code and winners.feed = feeds.feed
)

select * from days
where layout not in ('items', 'patrons')
union by name
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
