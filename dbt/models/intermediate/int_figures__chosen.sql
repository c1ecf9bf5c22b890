-- Longer than 80 lines: five sources of figures and the day that each must have.
-- One row per fiscal year, measure, condition and place: the figure that indicators are made from. A stock of another day
-- than the definition wants counts only where its source itself says that it is not final.
with candidates as (
    select
        municipality_code,
        fiscal_year,
        measure_id,
        conditions,
        place_kind,
        coalesce(library_code, ndc_code, '') as place_key,
        as_of_date,
        value,
        value_status,
        '表' || table_no || ' ' || row_path || '・' || column_path
        || if(basis = 'computed', '(' || source || ')', '') as place_ja,
        -- A table of many years first, so that all years of an indicator come from one place.
        if(years_layout = 'series', 1, 2) as preference,
        edition,
        sort_order,
        table_id
    from {{ ref('rpt_yearbook__located') }}
    inner join {{ source('raw', 'raw_catalog__tables') }} using (table_id, table_no)
    where is_shown and of_measure_id is null and place_kind != 'library_class'
    union all by name
    select
        summed.*,
        'all' as place_kind,
        '' as place_key,
        4 as preference,
        tables.sort_order
    from {{ ref('int_figures__summed') }} as summed
    inner join {{ source('raw', 'raw_catalog__tables') }} as tables using (table_id)
    union all by name
    select
        * exclude (ndc_code),
        '' as conditions,
        'class' as place_kind,
        ndc_code as place_key,
        4 as preference
    from {{ ref('int_figures__classed') }}
    union all by name
    select
        population.municipality_code,
        definitions.fiscal_year,
        measures.measure_id,
        '' as conditions,
        'all' as place_kind,
        '' as place_key,
        population.as_of_date,
        population.persons as value,
        'final' as value_status,
        '登録された人口(' || population.as_of_date || ')' as place_ja,
        3 as preference
    from {{ ref('dim_population') }} as population
    inner join {{ ref('int_definitions__dated') }} as definitions
        on
            population.municipality_code = definitions.municipality_code
            and definitions.name = 'population_day'
            and population.as_of_date
            = make_date(definitions.fiscal_year + if(definitions.value = 'day_after', 1, 0), 4, 1)
    inner join {{ ref('dim_measure') }} as measures on measures.quantity = 'population'
    union all by name
    select
        prices.municipality_code,
        years.fiscal_year,
        prices.measure_id,
        '' as conditions,
        'all' as place_kind,
        '' as place_key,
        max_by(prices.yen, prices.valid_from) as value,
        'final' as value_status,
        '自治体の定義(' || max(prices.valid_from) || 'から)' as place_ja,
        1 as preference
    from {{ source('raw', 'raw_catalog__unit_prices') }} as prices
    inner join {{ ref('dim_fiscal_year') }} as years on prices.valid_from <= years.start_date
    group by prices.municipality_code, years.fiscal_year, prices.measure_id
),

dated as (
    select
        candidates.*,
        coalesce(
            candidates.as_of_date != case
                when definitions.value = 'day_after' then make_date(candidates.fiscal_year + 1, 4, 1)
                when definitions.value = 'first_day' or measures.as_of = 'first_day'
                    then make_date(candidates.fiscal_year, 4, 1)
                when measures.as_of = 'last_day' then make_date(candidates.fiscal_year + 1, 3, 31)
            end, false
        ) as is_of_another_day
    from candidates
    inner join {{ ref('dim_measure') }} as measures using (measure_id)
    left join {{ ref('int_definitions__dated') }} as definitions
        on
            candidates.municipality_code = definitions.municipality_code
            and candidates.fiscal_year = definitions.fiscal_year
            and measures.quantity = 'population'
            and definitions.name = 'population_day'
)

select
    municipality_code,
    fiscal_year,
    measure_id,
    conditions,
    place_kind,
    place_key,
    cast(value * 10000 as hugeint) as value_e4,
    value_status,
    place_ja
from dated
where not is_of_another_day or value_status in ('provisional', 'estimate', 'approximate')
qualify row_number() over (
    partition by municipality_code, fiscal_year, measure_id, conditions, place_kind, place_key
    order by
        value is null asc, is_of_another_day asc, preference asc, edition desc, sort_order asc, table_id asc
) = 1
