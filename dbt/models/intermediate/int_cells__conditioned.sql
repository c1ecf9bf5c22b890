-- One row per counted place: for each dimension the words that fit all its conditions, empty where it has none.
with conditions as (
    select
        gathered.* exclude (value),
        coalesce(classes.ndc, gathered.value) as value
    from {{ ref('int_conditions__gathered') }} as gathered
    left join (select distinct
        quantity,
        ndc
    from {{ ref('int_cube__yearly') }}) as classes
        on
            gathered.dimension = 'ndc'
            and gathered.quantity = classes.quantity
            and starts_with(classes.ndc, gathered.value)
),

fitting as (
    select
        *,
        count(distinct origin) over (
            partition by municipality_code, edition, table_id, row_path, column_path, dimension, value
        ) = count(distinct origin) over (
            partition by municipality_code, edition, table_id, row_path, column_path, dimension
        ) as fits
    from conditions
)

select
    municipality_code,
    edition,
    table_id,
    table_year,
    fiscal_year,
    row_path,
    column_path,
    measure_id,
    quantity,
    per_library,
{% for dimension in counted_dimensions() -%}
if(
    bool_or(dimension = '{{ dimension }}'),
    coalesce(list(distinct value) filter (where dimension = '{{ dimension }}' and fits), []), null
) as {{ dimension }}{{ '' if loop.last else ',' }}
{% endfor -%}
from fitting
group by all
