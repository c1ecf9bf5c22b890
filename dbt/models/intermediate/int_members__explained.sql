-- One row per head of a row or column, with what its figures count: library, class and other conditions. It is explained
-- when one can tell what its figures are part of: a total, a head that says what it counts, or an axis without a total.
with conditions as (
    select
        municipality_code,
        edition,
        table_id,
        axis,
        position,
        bool_or(dimension = 'library') as is_library,
        max(value) filter (where dimension = 'ndc') as ndc_code,
        list(distinct dimension || '=' || value) filter (where dimension not in ('library', 'ndc')) as others
    from {{ source('raw', 'raw_catalog__axis_conditions') }}
    group by all
)

select
    members.municipality_code,
    members.edition,
    members.table_id,
    members.axis,
    members.position,
    members.path,
    members.measure_id,
    -- One measure for a whole axis, such as the table's own, says nothing of the single head.
    if(
        min(members.measure_id) over (
            partition by members.municipality_code, members.edition, members.table_id, members.axis
        ) != max(members.measure_id) over (
            partition by members.municipality_code, members.edition, members.table_id, members.axis
        ),
        members.measure_id,
        null
    ) as own_measure_id,
    members.role = 'total' as is_total,
    if(conditions.is_library, members.library_code, null) as library_code,
    conditions.ndc_code,
    coalesce(conditions.others, []) as others,
    members.role = 'total'
    or members.measure_id is not null
    or conditions.position is not null
    or not bool_or(members.role = 'total') over (
        partition by members.municipality_code, members.edition, members.table_id, members.axis
    ) as is_explained
from {{ source('raw', 'raw_catalog__axis_members') }} as members
left join conditions
    on
        members.municipality_code = conditions.municipality_code
        and members.edition = conditions.edition
        and members.table_id = conditions.table_id
        and members.axis = conditions.axis
        and members.position = conditions.position
