-- One row per end of a fiscal year, library, class, span of years since items were acquired, and span of loans in the year:
-- items held. Counts only: no number or title of an item. A year whose loans name no items has no rows.
with registers as (
    select
        municipality_code,
        {{ fiscal_year_of('as_of_date') }} as fiscal_year,
        max(as_of_date) as as_of_date
    from {{ source('raw', 'raw_items__register') }}
    group by all
),

uses as (
    select
        municipality_code,
        {{ fiscal_year_of('checkout_date') }} as fiscal_year,
        item_no,
        count(*) as loans
    from {{ source('raw', 'raw_loans__events') }}
    where item_no is not null
    group by all
),

years as (
    select distinct
        municipality_code,
        fiscal_year
    from uses
),

items as (
    select
        items.municipality_code,
        registers.fiscal_year,
        items.library_code,
        left(items.ndc_code, 1) as ndc_class,
        date_sub('year', items.acquired_date, registers.as_of_date) as years_held,
        coalesce(uses.loans, 0) as loans,
        items.is_sample
    from {{ source('raw', 'raw_items__register') }} as items
    inner join registers
        on items.municipality_code = registers.municipality_code and items.as_of_date = registers.as_of_date
    inner join years
        on items.municipality_code = years.municipality_code and registers.fiscal_year = years.fiscal_year
    left join uses
        on
            items.municipality_code = uses.municipality_code
            and registers.fiscal_year = uses.fiscal_year
            and items.item_no = uses.item_no
    where coalesce(items.withdrawn_date, date '9999-12-31') > items.as_of_date
)

select
    municipality_code,
    cast(fiscal_year as integer) as fiscal_year,
    library_code,
    ndc_class,
    {{ span_start('years_held', [20, 10, 5, 0]) }} as years_from,
    {{ span_start('loans', [5, 2, 1, 0]) }} as loans_from,
    count(*) as items,
    bool_or(is_sample) as is_sample
from items
group by all
order by all
