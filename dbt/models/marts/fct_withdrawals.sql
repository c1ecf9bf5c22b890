-- One row per month, library as of the day, way and kind of item: items that went out, and how.
select
    municipality_code,
    fiscal_year,
    month_date,
    library_code,
    library_path,
    way,
    {{ ndc_levels('ndc_section') }},
    audience_code,
    material_code,
    genre_code,
    section_code,
    cast(value as bigint) as items,
    is_sample
from {{ ref('int_items__counted') }}
where quantity = 'removed'
