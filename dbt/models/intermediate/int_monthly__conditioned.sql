-- One row per measure of the monthly report: the quantity of the cube that it counts, the layout of the feed that gives it,
-- and for each dimension the words that fit, empty where it has no condition.
with words as (
    select
        conditions.* exclude (value),
        coalesce(groups.age_group_code, conditions.value) as value
    from {{ source('raw', 'raw_catalog__measure_conditions') }} as conditions
    left join {{ ref('dim_age_band') }} as bands
        on conditions.dimension = 'age_band' and conditions.value = bands.scheme_id || '/' || bands.band_code
    left join {{ ref('dim_age_group') }} as groups
        on
            bands.age_from <= groups.age_from
            and coalesce(groups.age_to, 999) <= coalesce(bands.age_to, 999)
),

gathered as (
    select
        asked.position,
        asked.measure_id,
        asked.is_per_open_day,
        asked.adds_up,
        coalesce(any_value(words.quantity), asked.measure_id) as quantity,
        coalesce(bool_or(words.per_library), false) as per_library,
    {% for dimension in monthly_dimensions() -%}
    list(distinct words.value) filter (where words.dimension = '{{ dimension }}') as {{ dimension }}
    {{- '' if loop.last else ',' }}
    {% endfor -%}
    from {{ source('raw', 'raw_catalog__monthly_measures') }} as asked
    left join words on asked.measure_id = words.measure_id
    group by asked.position, asked.measure_id, asked.is_per_open_day, asked.adds_up
)

select
    *,
    {{ quantity_layout('quantity') }} as layout
from gathered
