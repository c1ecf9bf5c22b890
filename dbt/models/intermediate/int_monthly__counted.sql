-- One row per month, measure of the monthly report, and library ('' for all together) that has a figure there or had one in
-- the eleven months before. What is counted from records is a nought where its feed was delivered and nothing is
-- recorded; what is reported, and how things stand, is empty unless somebody wrote it.
with expected as (
    select distinct
        delivered.municipality_code,
        delivered.month_date,
        measures.measure_id,
        summed.library_code
    from {{ ref('int_monthly__delivered') }} as delivered
    inner join {{ ref('int_monthly__conditioned') }} as measures on delivered.layout = measures.layout
    inner join {{ ref('int_monthly__summed') }} as summed
        on
            delivered.municipality_code = summed.municipality_code
            and measures.measure_id = summed.measure_id
            and summed.month_date between delivered.month_date - interval 11 months and delivered.month_date
    where measures.adds_up
    union
    select
        municipality_code,
        month_date,
        measure_id,
        library_code
    from {{ ref('int_monthly__summed') }}
),

told as (
    select
        expected.*,
        measures.position,
        measures.is_per_open_day,
        measures.adds_up,
        measures.layout,
        coalesce(
            summed.value,
            if(measures.layout in ('loans', 'reservations', 'items', 'item_moves'), 0, null)
        ) as value,
        summed.unknown_value,
        -- Noughts stand among the other figures of the month.
        coalesce(
            summed.is_sample,
            bool_or(summed.is_sample) over (
                partition by expected.municipality_code, expected.measure_id, expected.month_date
            ),
            bool_or(summed.is_sample) over (partition by expected.municipality_code, expected.measure_id),
            false
        ) as is_sample
    from expected
    inner join {{ ref('int_monthly__conditioned') }} as measures on expected.measure_id = measures.measure_id
    left join {{ ref('int_monthly__summed') }} as summed
        on
            expected.municipality_code = summed.municipality_code
            and expected.month_date = summed.month_date
            and expected.measure_id = summed.measure_id
            and expected.library_code = summed.library_code
    where expected.library_code != '' or not measures.per_library
)

select
    told.*,
    count(*) filter (where told.value is null) over (
        partition by told.municipality_code, told.month_date, told.measure_id
    ) as libraries_missing,
    delivered.delivered_until,
    coalesce(delivered.is_complete, not told.adds_up) as days_are_complete
from told
left join {{ ref('int_monthly__delivered') }} as delivered
    on
        told.municipality_code = delivered.municipality_code
        and told.layout = delivered.layout
        and told.month_date = delivered.month_date
