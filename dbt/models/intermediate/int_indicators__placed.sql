-- One row per definition in force, year and place for which an indicator is due, and the unit that its parts are looked up
-- at: the place itself, or each library where the total is made from the libraries. All libraries together are due in
-- every year of which the city has any figure; a library or class where any part of it is there.
with years as (
    select distinct
        municipality_code,
        fiscal_year
    from {{ ref('rpt_yearbook__shown') }}
    where value is not null
),

in_force as (
    select
        years.municipality_code,
        years.fiscal_year,
        indicators.indicator_id,
        indicators.valid_from,
        indicators.total,
        string_split(indicators.places, ',') as places
    from {{ source('raw', 'raw_catalog__indicators') }} as indicators
    inner join {{ ref('dim_fiscal_year') }} as calendar
        on
            indicators.valid_from <= calendar.start_date
            and coalesce(indicators.valid_to >= calendar.start_date, true)
    inner join years on calendar.fiscal_year = years.fiscal_year
),

parts_there as (
    select distinct
        in_force.municipality_code,
        in_force.fiscal_year,
        in_force.indicator_id,
        in_force.valid_from,
        figures.place_kind,
        figures.place_key
    from in_force
    inner join {{ source('raw', 'raw_catalog__indicator_parts') }} as parts using (indicator_id, valid_from)
    inner join {{ ref('int_figures__chosen') }} as figures
        using (municipality_code, fiscal_year, measure_id, conditions)
    where not parts.is_of_all and figures.place_kind != 'all'
),

due as (
    select
        in_force.* exclude (places),
        'all' as place_kind,
        '' as place_key
    from in_force
    where list_contains(in_force.places, 'all')
    union all
    select
        in_force.* exclude (places),
        parts_there.place_kind,
        parts_there.place_key
    from in_force
    inner join parts_there using (municipality_code, fiscal_year, indicator_id, valid_from)
    where list_contains(in_force.places, parts_there.place_kind)
)

select
    due.* exclude (total),
    if(due.place_kind = 'all', due.total, 'own') as total,
    if(due.place_kind = 'all' and due.total != 'own', 'library', due.place_kind) as unit_kind,
    if(due.place_kind = 'all' and due.total != 'own', libraries.place_key, due.place_key) as unit_key
from due
left join parts_there as libraries
    on
        due.municipality_code = libraries.municipality_code
        and due.fiscal_year = libraries.fiscal_year
        and due.indicator_id = libraries.indicator_id
        and due.valid_from = libraries.valid_from
        and libraries.place_kind = 'library'
        and due.place_kind = 'all'
        and due.total != 'own'
