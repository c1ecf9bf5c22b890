-- Longer than 80 lines: four events of one item, a column a line.
{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns',
    pre_hook="{{ forget_stale_months(stamped_registers()) }}"
) }}
-- One row per fiscal year of a register, quantity, month, library as of the day, and kind of item: held at the end of the
-- year and of the year before, added, removed, moved (in less out).
with stale as (
    {{ stale_months(stamped_registers()) }}
),

located as (
    select located.*
    from {{ ref('int_items__located') }} as located
    inner join stale using (municipality_code, fiscal_year)
),

moves as (
    select
        *,
        unnest(
            list_zip(
                moves,
                list_append(list_transform(moves[2:], lambda move: move.from_library_code), library_last)
            )
        )
            as step
    from located
    where len(moves) > 0
),

events as (
    select
        *,
        'held' as quantity,
        fiscal_year - 1 as stock_year,
        first_day - 1 as event_date,
        library_before as library_code,
        null as way,
        items as value
    from (select
        *,
        make_date(fiscal_year, 4, 1) as first_day
    from located)
    union all by name
    select
        *,
        'held' as quantity,
        fiscal_year as stock_year,
        as_of_date as event_date,
        library_now as library_code,
        null as way,
        items as value
    from located
    union all by name
    select
        *,
        'added' as quantity,
        added_date as event_date,
        library_added as library_code,
        acquired_by as way,
        items as value
    from located
    union all by name
    select
        *,
        'removed' as quantity,
        removed_date as event_date,
        library_removed as library_code,
        withdrawn_by as way,
        items as value
    from located
    union all by name
    select
        *,
        'moved' as quantity,
        step[1].moved_date as event_date,
        step[1].from_library_code as library_code,
        null as way,
        -items as value
    from moves
    union all by name
    select
        *,
        'moved' as quantity,
        step[1].moved_date as event_date,
        step[2] as library_code,
        null as way,
        items as value
    from moves
)

select
    events.municipality_code,
    stale.month_date as state_month,
    stale.stamp,
    events.quantity,
    cast(coalesce(events.stock_year, events.fiscal_year) as integer) as fiscal_year,
    events.fiscal_year as register_year,
    cast(date_trunc('month', events.event_date) as date) as month_date,
    max(events.event_date) as last_date,
    events.library_code,
    libraries.library_path,
    events.ndc_section,
    events.audience_code,
    events.material_code,
    events.genre_code,
    events.section_code,
    events.way,
    sum(events.value) as value,
    bool_or(events.is_sample) as is_sample
from events
inner join
    stale
    on events.municipality_code = stale.municipality_code and events.fiscal_year = stale.fiscal_year
asof left join {{ ref('int_libraries__placed') }} as libraries
    on
        events.municipality_code = libraries.municipality_code
        and events.library_code = libraries.library_code
        and events.event_date >= libraries.valid_from
where events.library_code is not null
group by all
