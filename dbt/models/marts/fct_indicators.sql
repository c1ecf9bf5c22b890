-- Longer than 80 lines: one value, its parts, its place in words and what the city printed of it.
-- One row per municipality, fiscal year, indicator and place: its value, or which part is missing.
with gathered as (
    select
        municipality_code,
        fiscal_year,
        indicator_id,
        valid_from,
        place_kind,
        place_key,
        total,
        scale,
        decimals,
        has_denominator,
        count(*) filter (where is_computable) as units,
        sum(numerator_e8) filter (where is_computable) as numerator_e8,
        sum(denominator_e8) filter (where is_computable) as denominator_e8,
        sum({{ rounded_ratio('numerator_e8', 'denominator_e8', 'scale', 'decimals') }})
        filter (where is_computable) as sum_of_rounded_e4,
        flatten(list(statuses) filter (where is_computable)) as statuses,
        any_value(numerator_place_ja) as numerator_place_ja,
        any_value(denominator_place_ja) as denominator_place_ja,
        min(missing_ja) as missing_ja
    from {{ ref('int_indicator_units__computed') }}
    group by all
),

valued as (
    select
        *,
        if(
            total = 'sum_of_rounded',
            sum_of_rounded_e4,
            {{ rounded_ratio('numerator_e8', 'denominator_e8', 'scale', 'decimals') }}
        ) as shown_e4,
        if(
            total = 'sum_of_rounded',
            cast(sum_of_rounded_e4 as double) / 10000,
            cast(numerator_e8 * scale as double) / cast(denominator_e8 as double)
        ) as exact
    from gathered
),

libraries as (
    select
        libraries.municipality_code,
        libraries.library_code,
        years.fiscal_year,
        libraries.yearbook_path
    from {{ ref('dim_library') }} as libraries
    inner join {{ ref('dim_fiscal_year') }} as years on libraries.valid_from <= years.end_date
    qualify row_number() over (
        partition by libraries.municipality_code, libraries.library_code, years.fiscal_year
        order by libraries.valid_from desc
    ) = 1
)

select
    valued.municipality_code,
    valued.fiscal_year,
    valued.indicator_id,
    valued.place_kind,
    case valued.place_kind
        when 'library' then coalesce(libraries.yearbook_path, valued.place_key)
        when 'class' then coalesce(valued.place_key || ' ' || classes.name_ja, valued.place_key)
        else '全館'
    end as place,
    if(valued.place_kind = 'library', valued.place_key, null) as library_code,
    if(valued.place_kind = 'class', valued.place_key, null) as ndc_code,
    valued.valid_from,
    valued.exact as value,
    cast(cast(valued.shown_e4 as decimal(22, 0)) / 10000 as decimal(22, 4)) as shown,
    case
        when valued.units = 0 then 'not_computable'
        when list_contains(valued.statuses, 'approximate') then 'approximate'
        when list_contains(valued.statuses, 'estimate') then 'estimate'
        when list_contains(valued.statuses, 'provisional') then 'provisional'
        else 'final'
    end as status,
    if(
        valued.units = 0,
        case when valued.total != 'own' then '館ごとの' when valued.place_kind = 'class' then '分類別の' else '' end
        || valued.missing_ja,
        null
    ) as missing_ja,
    cast(cast(valued.numerator_e8 // 10000 as decimal(26, 0)) / 10000 as decimal(26, 4)) as numerator,
    if(
        valued.has_denominator and valued.total != 'sum_of_rounded',
        cast(cast(valued.denominator_e8 // 10000 as decimal(22, 0)) / 10000 as decimal(22, 4)),
        null
    ) as denominator,
    case
        when valued.units = 0 then null
        when valued.total = 'own' then valued.numerator_place_ja
        else '館ごとの数の和(' || valued.units || '館)'
    end as numerator_place_ja,
    case
        when valued.units = 0 then null
        when valued.total = 'own' then valued.denominator_place_ja
        when valued.total = 'ratio_of_sums' then '館ごとの数の和(' || valued.units || '館)'
    end as denominator_place_ja,
    printed.value as printed_value,
    cast(cast(valued.shown_e4 as decimal(22, 0)) / 10000 as decimal(22, 4)) = printed.value as agrees
from valued
inner join {{ ref('dim_indicator') }} as indicators using (indicator_id, valid_from)
inner join {{ ref('int_indicators__printed') }} as printed
    using (municipality_code, fiscal_year, indicator_id, valid_from, place_kind, place_key)
left join libraries
    on
        valued.municipality_code = libraries.municipality_code
        and valued.fiscal_year = libraries.fiscal_year
        and valued.place_kind = 'library'
        and valued.place_key = libraries.library_code
left join {{ ref('dim_ndc') }} as classes
    on valued.place_kind = 'class' and valued.place_key = classes.ndc_code
order by
    valued.municipality_code, valued.fiscal_year, indicators.position, valued.place_kind, valued.place_key
