-- One row per fiscal year, measure and main class: loans counted from deliveries, which no yearbook prints by class. Only
-- of measures that an indicator divides by class.
{% set dimensions = ['audience', 'material', 'material_group', 'residence', 'borrower'] -%}
with measures as (
    select
        conditions.measure_id,
        conditions.quantity,
    {% for dimension in dimensions -%}
    list(conditions.value) filter (where conditions.dimension = '{{ dimension }}') as {{ dimension }}
    {{- '' if loop.last else ',' }}
    {% endfor -%}
    from {{ source('raw', 'raw_catalog__measure_conditions') }} as conditions
    where
        conditions.quantity = 'loans' and conditions.measure_id in (
            select parts.measure_id
            from {{ source('raw', 'raw_catalog__indicator_parts') }} as parts
            inner join
                {{ source('raw', 'raw_catalog__indicators') }} as indicators
                using (indicator_id, valid_from)
            where not parts.is_of_all and list_contains(string_split(indicators.places, ','), 'class')
        )
    group by conditions.measure_id, conditions.quantity
)

select
    cube.municipality_code,
    cube.fiscal_year,
    measures.measure_id,
    cube.ndc_class as ndc_code,
    cast(sum(cube.value) as decimal(18, 4)) as value,
    -- It is counted anew in each build: final as long as the closed year rests on what it rested on.
    if(bool_or(closed.is_unchanged), 'final', 'provisional') as value_status,
    if(bool_or(cube.is_sample), '見本データ', '納品データ') || 'から集計' as place_ja
from {{ ref('fct_cube') }} as cube
inner join measures
    on
        cube.quantity = measures.quantity
{% for dimension in dimensions -%}
    and (
        measures.{{ dimension }} is null
        or list_contains(measures.{{ dimension }}, {{ counted_dimensions()[dimension] }})
    )
{% endfor %}
left join {{ ref('int_quantities__judged') }} as limits
    on
        cube.municipality_code = limits.municipality_code
        and cube.fiscal_year = limits.fiscal_year
        and cube.quantity = limits.quantity
left join {{ source('raw', 'raw_closings__periods') }} as closed
    on
        cube.municipality_code = closed.municipality_code
        and cast(cube.fiscal_year as varchar) = closed.period
        and closed.is_latest
where coalesce(limits.is_computable, true) and cube.ndc_class is not null
group by all
