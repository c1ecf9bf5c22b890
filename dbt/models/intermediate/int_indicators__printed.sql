-- One row per definition in force, year and place for which an indicator is due: the figure that the city printed of it, if
-- any, of the newest document that prints it.
select
    placed.municipality_code,
    placed.fiscal_year,
    placed.indicator_id,
    placed.valid_from,
    placed.place_kind,
    placed.place_key,
    printed.value
from (
    select distinct
        municipality_code,
        fiscal_year,
        indicator_id,
        valid_from,
        place_kind,
        place_key
    from {{ ref('int_indicators__placed') }}
) as placed
inner join {{ source('raw', 'raw_catalog__indicators') }} as indicators using (indicator_id, valid_from)
left join {{ ref('rpt_yearbook__located') }} as printed
    on
        placed.municipality_code = printed.municipality_code
        and placed.fiscal_year = printed.fiscal_year
        and placed.place_kind = printed.place_kind
        and placed.place_key = coalesce(printed.library_code, printed.ndc_code, '')
        and indicators.printed_measure_id = printed.measure_id
        and indicators.printed_of_measure_id is not distinct from printed.of_measure_id
        and indicators.printed_conditions = printed.conditions
        and printed.basis = 'published'
        and printed.value is not null
qualify row_number() over (
    partition by
        placed.municipality_code, placed.fiscal_year, placed.indicator_id, placed.place_kind, placed.place_key
    order by printed.edition desc, printed.table_id asc
) = 1
