-- One row per unit of an indicator: its parts brought together in whole numbers (ten-thousandths), its rounded value, and
-- which parts are missing.
with units as (
    select
        municipality_code,
        fiscal_year,
        indicator_id,
        valid_from,
        place_kind,
        place_key,
        total,
        unit_key,
        sum(value_e4) filter (where role = 'numerator') as sum_e4,
        max(value_e4) filter (where role = 'factor') as factor_e4,
        sum(value_e4) filter (where role = 'denominator') as denominator_e4,
        count(*) filter (where role = 'denominator') > 0 as has_denominator,
        count(*) = count(value_e4) as is_complete,
        list(distinct value_status) as statuses,
        string_agg(place_ja, ' + ' order by position) filter (where role = 'numerator')
        || coalesce(' × ' || max(place_ja) filter (where role = 'factor'), '') as numerator_place_ja,
        string_agg(place_ja, ' + ' order by position)
        filter (where role = 'denominator') as denominator_place_ja,
        string_agg(
            name_ja || case value_status
                when 'closed' then '(休館・閉室)'
                when 'not_collected' then '(集計なし)'
                when 'suppressed' then '(非公表)'
                else ''
            end, '、' order by position
        ) filter (where value_e4 is null) as missing_ja
    from {{ ref('int_indicator_parts__valued') }}
    group by all
)

select
    units.* exclude (sum_e4, factor_e4, denominator_e4, has_denominator, is_complete, missing_ja),
    indicators.scale,
    indicators.decimals,
    units.has_denominator,
    units.is_complete and coalesce(units.denominator_e4 > 0, not units.has_denominator) as is_computable,
    units.sum_e4 * coalesce(units.factor_e4, 10000) as numerator_e8,
    coalesce(units.denominator_e4, 10000) * 10000 as denominator_e8,
    coalesce(units.missing_ja, if(units.denominator_e4 = 0, '分母が0', null)) as missing_ja
from units
inner join {{ source('raw', 'raw_catalog__indicators') }} as indicators using (indicator_id, valid_from)
