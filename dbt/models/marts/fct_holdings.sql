-- One row per end of a fiscal year, library as of that day, and kind of item: items held. The register of a year tells its
-- end; without one, the register of the year after tells it with the year undone.
with stocks as (
    select
        *,
        rank() over (partition by municipality_code, fiscal_year order by register_year) as choice
    from {{ ref('int_items__counted') }}
    where quantity = 'held'
)

select
    municipality_code,
    fiscal_year,
    last_date as as_of_date,
    library_code,
    library_path,
    {{ ndc_levels('ndc_section') }},
    audience_code,
    material_code,
    genre_code,
    section_code,
    cast(value as bigint) as items,
    is_sample
from stocks
where choice = 1
