-- One row per fiscal year, kind of item and what happened to it in the year: where it was at both ends of the year, where
-- it came in and where it went out, with the moves undone; how many items did so. A view: only int_items__counted asks.
{{ config(materialized='view') }}
with registers as (
    select
        municipality_code,
        {{ fiscal_year_of('day') }} as fiscal_year,
        max(day) as as_of_date
    from {{ source('raw', 'raw_ingest__winners') }}
    where (municipality_code, feed) in (
        select distinct
            municipality_code,
            feed
        from {{ ref('int_months__stamped') }}
        where layout = 'items'
    )
    group by all
),

moves as (
    select
        registers.municipality_code,
        registers.fiscal_year,
        moves.item_no,
        list(
            { 'moved_date': moves.moved_date, 'from_library_code': moves.from_library_code }
            order by moves.moved_date, moves.from_library_code, moves.to_library_code
        ) as moves
    from {{ source('raw', 'raw_item_moves__events') }} as moves
    inner join registers
        on
            moves.municipality_code = registers.municipality_code
            and moves.moved_date between make_date(registers.fiscal_year, 4, 1) and registers.as_of_date
    group by all
),

items as (
    select
        items.* exclude (delivery_id, row_number, ndc_printed, ndc_code, item_no),
        registers.fiscal_year,
        make_date(registers.fiscal_year, 4, 1) as first_day,
        left(items.ndc_code, 3) as ndc_section,
        coalesce(items.acquired_date, date '0001-01-01') as held_from,
        coalesce(items.withdrawn_date, date '9999-12-31') as held_until,
        moves.moves
    from {{ source('raw', 'raw_items__register') }} as items
    inner join registers
        on items.municipality_code = registers.municipality_code and items.as_of_date = registers.as_of_date
    left join moves
        on
            items.municipality_code = moves.municipality_code
            and registers.fiscal_year = moves.fiscal_year
            and items.item_no = moves.item_no
)

select
    municipality_code,
    fiscal_year,
    as_of_date,
    ndc_section,
    audience_code,
    material_code,
    genre_code,
    section_code,
    acquired_by,
    withdrawn_by,
    if(held_from < first_day and held_until >= first_day, {{ library_at_end_of('first_day - 1') }}, null)
        as library_before,
    if(held_from <= as_of_date and held_until > as_of_date, {{ library_at_end_of('as_of_date') }}, null)
        as library_now,
    if(held_from between first_day and as_of_date, held_from, null) as added_date,
    if(added_date is not null, {{ library_at_end_of('held_from - 1') }}, null) as library_added,
    if(held_until between first_day and as_of_date, held_until, null) as removed_date,
    if(removed_date is not null, {{ library_at_end_of('held_until') }}, null) as library_removed,
    list_filter(moves, lambda move: move.moved_date between held_from and held_until) as moves,
    {{ library_at_end_of('least(held_until, as_of_date)') }} as library_last,
    count(*) as items,
    bool_or(is_sample) as is_sample
from items
group by all
