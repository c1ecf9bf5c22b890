-- One row per identity instance, year and basis that can be judged: what is printed and what the arithmetic gives.
-- Sums need one printed term and start from their constant, ratios need every part; the others are no instances.
-- Closed figures held when they were closed: where an identity that came or changed since does not hold of them, it is not
-- theirs, and they are not judged by it.
with sums as (
    select
        municipality_code,
        edition,
        identity_id,
        instance,
        basis,
        table_year,
        any_value(form) as form,
        max(value_e4 * times) filter (where role = 'target') as printed_e4,
        case
            when any_value(form) = 'count' then 10000 * count(*) filter (where role = 'term' and is_present)
            else 10000 * any_value(constant) + sum(value_e4 * times) filter (where role = 'term')
        end as computed_e4
    from {{ ref('int_identity_terms__valued') }}
    where form != 'ratio'
    group by all
),

ratios as (
    select
        municipality_code,
        edition,
        identity_id,
        instance,
        basis,
        table_year,
        'ratio' as form,
        sum(ratio_e4) as computed_e4,
        count(*) = count(ratio_e4) as is_complete
    from {{ ref('int_identity_ratios__computed') }}
    group by all
),

targets as (
    select * from {{ ref('int_identity_terms__valued') }}
    where role = 'target'
),

results as (
    select * from sums
    where computed_e4 is not null
    union all by name
    select
        ratios.* exclude (is_complete),
        targets.value_e4 * targets.times as printed_e4
    from ratios
    inner join targets
        using (municipality_code, edition, identity_id, instance, basis, table_year)
    where ratios.is_complete
),

defined_anew as (
    select distinct
        changes.municipality_code,
        cast(changes.period as integer) as table_year,
        'computed' as basis
    from {{ source('raw', 'raw_closings__changes') }} as changes
    inner join {{ source('raw', 'raw_closings__periods') }} as periods
        using (municipality_code, period, revision)
    where periods.is_latest and periods.period_kind = 'fiscal_year' and changes.cause != 'delivery'
)

select results.*
from results
left join defined_anew using (municipality_code, table_year, basis)
where defined_anew.basis is null or results.printed_e4 = results.computed_e4
