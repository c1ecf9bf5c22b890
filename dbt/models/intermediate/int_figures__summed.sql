-- One row per table, fiscal year, measure and condition that a city gives library by library: the sum over its libraries,
-- where every library of the year has a figure. It stands in where the city gives no total of its own.
with libraries as (
    select
        libraries.municipality_code,
        years.fiscal_year,
        count(distinct libraries.library_code) as libraries
    from {{ ref('dim_library') }} as libraries
    inner join {{ ref('dim_fiscal_year') }} as years
        on
            libraries.valid_from <= years.end_date
            and coalesce(libraries.valid_to >= years.end_date, true)
    group by libraries.municipality_code, years.fiscal_year
),

-- What can be added: counted quantities, but not days, which several libraries share.
addable as (
    select distinct measure_id
    from {{ source('raw', 'raw_catalog__measure_conditions') }}
    where not per_library
)

select
    figures.municipality_code,
    figures.fiscal_year,
    figures.edition,
    figures.table_id,
    figures.measure_id,
    figures.conditions,
    max(figures.as_of_date) as as_of_date,
    sum(figures.value) as value,
    case
        when bool_or(figures.value_status = 'approximate') then 'approximate'
        when bool_or(figures.value_status = 'estimate') then 'estimate'
        when bool_or(figures.value_status = 'provisional') then 'provisional'
        else 'final'
    end as value_status,
    '表' || any_value(figures.table_no) || ' ' || count(*) || '館の和'
    || if(bool_or(figures.basis = 'computed'), '(' || any_value(figures.source) || ')', '') as place_ja
from {{ ref('rpt_yearbook__located') }} as figures
inner join addable using (measure_id)
inner join libraries using (municipality_code, fiscal_year)
where
    figures.is_shown
    and figures.of_measure_id is null
    and figures.place_kind = 'library'
    and figures.value is not null
group by all
having count(*) = any_value(libraries.libraries)
