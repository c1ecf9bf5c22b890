-- One row per indicator, fiscal year and dated change that touches one of its parts: a reader who compares years must know.
with years as (
    select
        indicator_id,
        municipality_code,
        fiscal_year,
        any_value(valid_from) as valid_from
    from {{ ref('fct_indicators') }}
    where status != 'not_computable'
    group by all
),

touched as (
    select distinct
        years.municipality_code,
        years.indicator_id,
        years.fiscal_year,
        annotations.annotation_id
    from years
    inner join {{ source('raw', 'raw_catalog__indicator_parts') }} as parts using (indicator_id, valid_from)
    inner join {{ ref('dim_annotation') }} as annotations
        on
            years.municipality_code = annotations.municipality_code
            and list_contains(annotations.measures, parts.measure_id)
            and years.fiscal_year >= annotations.first_fiscal_year
            and years.fiscal_year <= coalesce(annotations.last_fiscal_year, years.fiscal_year)
)

select
    touched.municipality_code,
    touched.indicator_id,
    touched.fiscal_year,
    touched.annotation_id,
    annotations.start_date,
    annotations.library_codes,
    annotations.title_ja,
    annotations.text_ja,
    annotations.source_ja
from touched
inner join {{ ref('dim_annotation') }} as annotations using (municipality_code, annotation_id)
order by all
