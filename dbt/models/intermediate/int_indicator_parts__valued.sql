-- One row per unit of an indicator and part of its definition: the figure found there, if any.
select
    placed.*,
    parts.position,
    parts.role,
    parts.name_ja,
    figures.value_e4,
    figures.value_status,
    figures.place_ja
from {{ ref('int_indicators__placed') }} as placed
inner join {{ source('raw', 'raw_catalog__indicator_parts') }} as parts using (indicator_id, valid_from)
left join {{ ref('int_figures__chosen') }} as figures
    on
        placed.municipality_code = figures.municipality_code
        and placed.fiscal_year = figures.fiscal_year
        and parts.measure_id = figures.measure_id
        and parts.conditions = figures.conditions
        and figures.place_kind = if(parts.is_of_all, 'all', placed.unit_kind)
        and figures.place_key = if(parts.is_of_all, '', placed.unit_key)
