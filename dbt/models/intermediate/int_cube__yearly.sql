-- One row per fiscal year, quantity and whatever places of the yearbook divide it by; the rest is summed away, so that it
-- stays small however much was delivered. Empty means not known, or not asked for.
with needs as (
    select
        quantity,
        max(length(value)) filter (where dimension = 'ndc') as ndc_length,
        list(distinct dimension) as dimensions
    from {{ ref('int_conditions__gathered') }}
    group by quantity
)

select
    cube.municipality_code,
    cube.fiscal_year,
    cube.quantity,
    {% for dimension, column in counted_dimensions().items() -%}
    if(list_contains(needs.dimensions, '{{ dimension }}'), {{ column }}, null) as {{ dimension }},
    {% endfor -%}
    sum(cube.value) as value,
    bool_or(cube.is_sample) as is_sample
from {{ ref('fct_cube') }} as cube
inner join needs on cube.quantity = needs.quantity
group by all
