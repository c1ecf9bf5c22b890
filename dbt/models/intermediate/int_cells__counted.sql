-- One row per place that can be counted: the sum of the cube under its conditions, and how much of the same could not be
-- told apart because a dimension is not known. A library or a place of request that has no record at all of what its table
-- counts has no figure, rather than a nought.
with matched as (
    select
        cells.*,
        yearly.value,
        yearly.is_sample,
        {% for dimension in counted_dimensions() -%}
        {{ 'or ' if not loop.first }}(cells.{{ dimension }} is not null and yearly.{{ dimension }} is null)
        {% endfor -%}
            as is_unknown
    from {{ ref('int_cells__conditioned') }} as cells
    left join {{ ref('int_cube__yearly') }} as yearly
        on
            cells.municipality_code = yearly.municipality_code
            and cells.fiscal_year = yearly.fiscal_year
            and cells.quantity = yearly.quantity
    {% for dimension in counted_dimensions() -%}
        and (
            cells.{{ dimension }} is null or yearly.{{ dimension }} is null
            or list_contains(cells.{{ dimension }}, yearly.{{ dimension }})
        )
    {% endfor -%}
    where not cells.per_library or coalesce(cells.library, cells.place) is not null
),

summed as (
    select
        * exclude (value, is_unknown, is_sample),
        coalesce(sum(value) filter (where not is_unknown), 0) as value,
        coalesce(sum(value) filter (where is_unknown), 0) as unknown_value,
        count(value) as records,
        coalesce(bool_or(is_sample), false) as is_sample
    from matched
    group by all
)

select
    * exclude (records, is_sample),
    bool_or(is_sample) over (partition by municipality_code, fiscal_year, quantity) as is_sample
from summed
qualify
    max(records) over (partition by municipality_code, edition, table_id, fiscal_year, quantity, library) > 0
    and max(records) over (partition by municipality_code, edition, table_id, fiscal_year, quantity, place)
    > 0
