-- One row per computed cell with its place in the table, where it comes from, the day of a stock, and its printed form
-- where the specification puts something around the figure.
{{ config(materialized='view') }}
select
    computed.municipality_code,
    computed.edition,
    tables.table_no,
    computed.table_id,
    computed.table_year,
    computed.fiscal_year,
    case
        when measures.quantity = 'population' then population.as_of_date
        when measures.as_of = 'first_day' then make_date(computed.fiscal_year, 4, 1)
        when measures.as_of = 'last_day' then make_date(computed.fiscal_year + 1, 3, 31)
    end as as_of_date,
    computed.row_path,
    computed.column_path,
    places.measure_id,
    computed.value,
    coalesce(
        computed.value_text,
        case
            when places.prefix || places.suffix != ''
                then
                    places.prefix
                    || {{ printed_figure('computed.value', 'measures.decimals', 'measures.unit_ja') }}
                    || places.suffix
        end
    ) as value_text,
    computed.value_status,
    'computed' as basis,
    case
        when computed.is_sample then '見本データ'
        when measures.quantity = 'population' then '登録された人口'
        else municipalities.library_system_name_ja || 'の' || if(computed.kind = 'forms', '月報', '納品データ')
    end || 'から集計' as source,
    computed.kind,
    tables.sort_order,
    places.row_position,
    places.column_position
from {{ ref('int_cells__computed') }} as computed
inner join {{ source('raw', 'raw_catalog__tables') }} as tables on computed.table_id = tables.table_id
inner join {{ ref('dim_municipality') }} as municipalities
    on computed.municipality_code = municipalities.municipality_code
inner join {{ ref('int_places__expanded') }} as places
    on
        computed.municipality_code = places.municipality_code
        and computed.edition = places.edition
        and computed.table_id = places.table_id
        and (
            computed.row_path = places.row_path
            or (places.row_path = '#' and regexp_full_match(computed.row_path, '\d{3}'))
        )
        and computed.column_path = places.column_path
left join {{ ref('dim_measure') }} as measures on places.measure_id = measures.measure_id
left join {{ ref('int_population__chosen') }} as population
    on
        computed.municipality_code = population.municipality_code
        and computed.fiscal_year = population.fiscal_year
