-- One row per municipality, form, fiscal year and item that is asked of it. A form is laid out for every year of which
-- a figure or an answer is known, and for the newest year of any yearbook.
with years as (
    select
        municipality_code,
        form_id,
        fiscal_year
    from {{ ref('int_survey_figures__valued') }}
    union
    select
        municipality_code,
        form_id,
        fiscal_year
    from {{ ref('fct_survey_answers') }}
    union
    select
        municipalities.municipality_code,
        surveys.form_id,
        -- The last year that the form asks of, up to the newest.
        newest.fiscal_year
        - (newest.fiscal_year - surveys.first_fiscal_year) % surveys.every_years as fiscal_year
    from {{ ref('dim_municipality') }} as municipalities
    cross join {{ ref('dim_survey') }} as surveys
    cross join (
        select max(main_fiscal_year) as fiscal_year
        from {{ ref('dim_edition') }}
        where series = 'yearbook'
    ) as newest
)

select
    years.municipality_code,
    years.fiscal_year,
    items.*
from years
inner join {{ ref('dim_survey') }} as surveys on years.form_id = surveys.form_id
inner join {{ ref('dim_survey_item') }} as items on years.form_id = items.form_id
where
    years.fiscal_year >= surveys.first_fiscal_year
    and (years.fiscal_year - surveys.first_fiscal_year) % surveys.every_years = 0
    and make_date(years.fiscal_year + 1, 3, 31)
    between items.valid_from and coalesce(items.valid_to, date '9999-12-31')
