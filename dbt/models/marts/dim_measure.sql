-- One row per measure; its quantity is what the cube counts for it, empty where it is reported or follows from others.
select
    measures.measure_id,
    measures.name_ja,
    measures.unit_ja,
    measures.decimals,
    measures.definition_ja,
    measures.authority,
    measures.as_of,
    counted.quantity
from {{ source('raw', 'raw_catalog__measures') }} as measures
left join (
    select distinct
        measure_id,
        quantity
    from {{ source('raw', 'raw_catalog__measure_conditions') }}
) as counted on measures.measure_id = counted.measure_id
