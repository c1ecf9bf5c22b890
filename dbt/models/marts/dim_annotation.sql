-- One row per dated change that a reader of a series must know of. A closure without a last day still lasts; any other
-- change belongs to one fiscal year, that of its date unless the seeds name the first whose figures show it.
select
    annotations.municipality_code,
    annotations.annotation_id,
    annotations.start_date,
    annotations.end_date,
    annotations.precision,
    annotations.kind,
    regexp_extract_all(annotations.library_codes, '[^,]+') as library_codes,
    annotations.place_ja,
    regexp_extract_all(annotations.measures, '[^,]+') as measures,
    coalesce(annotations.fiscal_year, starts.fiscal_year) as first_fiscal_year,
    if(
        annotations.kind = 'closure' and annotations.end_date is null,
        null,
        coalesce(ends.fiscal_year, annotations.fiscal_year, starts.fiscal_year)
    ) as last_fiscal_year,
    annotations.title_ja,
    annotations.text_ja,
    annotations.source_ja,
    annotations.undecided_ja,
    annotations.show_on_charts
from {{ source('raw', 'raw_catalog__annotations') }} as annotations
left join {{ ref('dim_date') }} as starts on annotations.start_date = starts.date_day
left join {{ ref('dim_date') }} as ends on annotations.end_date = ends.date_day
order by annotations.municipality_code, annotations.start_date, annotations.annotation_id
