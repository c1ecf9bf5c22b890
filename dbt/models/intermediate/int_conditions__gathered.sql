-- One row per counted place, source (measure, row, column or note) and condition; a place without any has one row without
-- dimension. Ages stand by elementary group.
with places as (
    select
        places.*,
        measures.quantity,
        measures.per_library
    from {{ ref('int_places__expanded') }} as places
    inner join (
        select distinct
            measure_id,
            quantity,
            per_library
        from {{ source('raw', 'raw_catalog__measure_conditions') }}
    ) as measures using (measure_id)
    -- A bracket repeats a figure of another place.
    where not places.is_text and not places.is_bracket and places.row_path != '#'
),

conditions as (
    select
        places.*,
        'measure' as origin,
        measures.dimension,
        measures.value
    from places
    left join {{ source('raw', 'raw_catalog__measure_conditions') }} as measures using (measure_id)
    union all
    select
        places.*,
        heads.axis as origin,
        heads.dimension,
        heads.value
    from places
    inner join {{ source('raw', 'raw_catalog__axis_conditions') }} as heads
        on
            places.municipality_code = heads.municipality_code
            and places.edition = heads.edition
            and places.table_id = heads.table_id
            and (
                (heads.axis = 'row' and places.note_position is null and places.row_position = heads.position)
                or (
                    heads.axis = 'column'
                    and places.note_position is null
                    and places.column_position = heads.position
                )
                or (heads.axis = 'note' and places.note_position = heads.position)
            )
)

select
    conditions.* exclude (value),
    coalesce(groups.age_group_code, conditions.value) as value
from conditions
left join {{ ref('dim_age_band') }} as bands
    on conditions.dimension = 'age_band' and conditions.value = bands.scheme_id || '/' || bands.band_code
left join {{ ref('dim_age_group') }} as groups
    on
        bands.age_from <= groups.age_from
        and coalesce(groups.age_to, 999) <= coalesce(bands.age_to, 999)
