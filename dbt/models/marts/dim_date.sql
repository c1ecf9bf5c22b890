-- One row per day, with its fiscal year (from 1 April) and its year in the Japanese era.
with days as (
    select cast(unnest(generate_series(
        cast('{{ var("calendar_first_day") }}' as date),
        cast('{{ var("calendar_last_day") }}' as date),
        interval 1 day
    )) as date) as date_day
)

select
    days.date_day,
    year(days.date_day) - (month(days.date_day) < 4)::integer as fiscal_year,
    month(days.date_day) as month_of_year,
    isodow(days.date_day) as iso_weekday,
    eras.era_name_ja,
    eras.initial as era_initial,
    year(days.date_day) - year(eras.start_date) + 1 as era_year
from days
inner join {{ ref('eras') }} as eras
    on days.date_day >= eras.start_date and days.date_day <= coalesce(eras.end_date, date '9999-12-31')
order by days.date_day
