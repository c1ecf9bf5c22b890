-- One row per figure of the monthly form: month, place of the printed table, what is measured, and the library it is of.
select
    figures.municipality_code,
    {{ fiscal_year_of('figures.month_date') }} as fiscal_year,
    figures.month_date,
    figures.table_id,
    figures.row_path,
    figures.column_path,
    figures.row_path || '|' || figures.column_path as member,
    places.measure_id as measure,
    places.library_code,
    libraries.library_path,
    cast(figures.value as decimal(18, 4)) as value,
    forms.over_months,
    figures.is_sample
from {{ source('raw', 'raw_form__figures') }} as figures
inner join {{ ref('int_places__expanded') }} as places
    on
        figures.municipality_code = places.municipality_code
        and {{ fiscal_year_of('figures.month_date') }} = places.table_year
        and figures.table_id = places.table_id
        and figures.row_path = places.row_path
        and figures.column_path = places.column_path
inner join {{ source('raw', 'raw_catalog__form_tables') }} as forms
    on places.table_id = forms.table_id and places.measure_id = forms.measure_id
asof left join {{ ref('int_libraries__placed') }} as libraries
    on
        figures.municipality_code = libraries.municipality_code
        and places.library_code = libraries.library_code
        and figures.month_date >= libraries.valid_from
