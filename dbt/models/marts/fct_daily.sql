-- One row per day, library and quantity, for views by weekday and season.
with checkouts as (
    select
        municipality_code,
        checkout_date,
        library_code,
        count(*) as value,
        bool_or(is_sample) as is_sample
    from {{ ref('int_checkouts__stamped') }}
    group by all
),

daily as (
    select
        municipality_code,
        date_day,
        library_code,
        'handed_out' as quantity,
        handed_out as value,
        is_sample
    from {{ ref('int_loans__daily') }}
    union all
    select
        municipality_code,
        checkout_date,
        library_code,
        'checkouts' as quantity,
        value,
        is_sample
    from checkouts
    union all
    select
        municipality_code,
        date_day,
        library_code,
        'visits' as quantity,
        visitors,
        is_sample
    from {{ ref('fct_visits') }}
    union all
    select
        municipality_code,
        date_day,
        library_code,
        'open_days' as quantity,
        is_open::integer,
        is_sample
    from {{ ref('fct_open_days') }}
)

select
    municipality_code,
    {{ fiscal_year_of('date_day') }} as fiscal_year,
    date_day,
    library_code,
    quantity,
    value::bigint as value,
    is_sample
from daily
order by municipality_code, date_day, library_code, quantity
