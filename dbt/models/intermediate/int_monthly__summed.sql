-- One row per month, measure of the monthly report, and library ('' for all together) that has a record of its quantity:
-- the sum under its conditions, and how much of it could not be told apart because a word is not known.
with figures as (
    select
        municipality_code,
        cast(date_trunc('month', month_date) as date) as month_date,
        quantity,
        library_code,
        {% for dimension in monthly_dimensions() -%}
        {{ counted_dimensions()[dimension] }} as {{ dimension }},
        {% endfor -%}
        sum(value) as value,
        bool_or(is_sample) as is_sample
    from {{ ref('fct_cube') }} as cube
    -- Of registrations the cube has the ends of years only.
    where quantity not in ('registered', 'registered_groups')
    group by all
    union all by name
    select
        municipality_code,
        cast(date_trunc('month', as_of_date) as date) as month_date,
        if(borrower_code = 'group', 'registered_groups', 'registered') as quantity,
        library_code,
        age_group_code as age_band,
        residence_code as residence,
        borrower_code as borrower,
        sum(registered) as value,
        bool_or(is_sample) as is_sample
    from {{ ref('fct_registrations') }}
    where as_of_date = last_day(as_of_date)
    group by all
),

matched as (
    select
        figures.*,
        measures.measure_id,
        {% for dimension in monthly_dimensions() -%}
        {{ 'and ' if not loop.first }}(
            measures.{{ dimension }} is null or figures.{{ dimension }} is null
            or list_contains(measures.{{ dimension }}, figures.{{ dimension }})
        )
        {% endfor -%}
            as fits,
        {% for dimension in monthly_dimensions() -%}
        {{ 'or ' if not loop.first -}}
        (measures.{{ dimension }} is not null and figures.{{ dimension }} is null)
        {% endfor -%}
            as is_unknown
    from figures
    inner join {{ ref('int_monthly__conditioned') }} as measures on figures.quantity = measures.quantity
    left join {{ ref('int_quantities__judged') }} as limits
        on
            figures.municipality_code = limits.municipality_code
            and {{ fiscal_year_of('figures.month_date') }} = limits.fiscal_year
            and figures.quantity = limits.quantity
    where coalesce(limits.is_computable, true)
)

select
    municipality_code,
    month_date,
    measure_id,
    if(grouping(library_code) = 1, '', library_code) as library_code,
    coalesce(sum(value) filter (where fits and not is_unknown), 0) as value,
    coalesce(sum(value) filter (where fits and is_unknown), 0) as unknown_value,
    bool_or(is_sample) as is_sample
from matched
group by
    grouping sets (
        (municipality_code, month_date, measure_id, library_code), (municipality_code, month_date, measure_id)
    )
having grouping(library_code) = 1 or library_code is not null
