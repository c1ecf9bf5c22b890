-- Longer than 80 lines: every quantity with every dimension, a column a line.
-- One row per quantity, month, library as of the day, and everything that it can be divided by; what does not apply or is
-- not known is empty. Stocks stand under the last month of their fiscal year.
with figures as (
    select
        *,
        'loans' as quantity,
        loans as value
    from {{ ref('fct_loans') }}
    union all by name
    select
        *,
        'renewals' as quantity,
        renewals as value
    from {{ ref('fct_loans') }}
    where renewals > 0
    union all by name
    select
        *,
        'checkouts' as quantity,
        checkouts as value
    from {{ ref('fct_checkouts') }}
    union all by name
    select
        *,
        'reservations' as quantity,
        reservations as value
    from {{ ref('fct_reservations') }}
    where reservations > 0
    union all by name
    select
        *,
        'reservations_filled' as quantity,
        reservations_filled as value
    from {{ ref('fct_reservations') }}
    where reservations_filled > 0
    union all by name
    select
        *,
        as_of_date as month_date,
        if(borrower_code = 'group', 'registered_groups', 'registered') as quantity,
        registered as value
    from {{ ref('fct_registrations') }}
    where as_of_date = make_date(fiscal_year + 1, 3, 31)
    union all by name
    select
        *,
        as_of_date as month_date,
        'held' as quantity,
        items as value
    from {{ ref('fct_holdings') }}
    where as_of_date = make_date(fiscal_year + 1, 3, 31)
    union all by name
    select
        *,
        'added' as quantity,
        items as value
    from {{ ref('fct_accessions') }}
    union all by name
    select
        *,
        'removed' as quantity,
        items as value
    from {{ ref('fct_withdrawals') }}
    union all by name
    select
        *,
        'moved' as quantity,
        items as value
    from {{ ref('fct_moves') }}
    union all by name
    {{ per_month('fct_visits', 'visits', 'sum(visitors)') }}
    union all by name
    {{ per_month('fct_open_days', 'open_days', 'count(*) filter (where is_open)') }}
    union all by name
    select
        *,
        make_date(fiscal_year + 1, 3, 1) as month_date,
        'population' as quantity,
        persons as value
    from {{ ref('int_population__chosen') }}
    union all by name
    select
        *,
        measure as quantity
    from {{ ref('fct_reported_figures') }}
)

select
    figures.municipality_code,
    figures.fiscal_year,
    cast(date_trunc('month', figures.month_date) as date) as month_date,
    figures.quantity,
    figures.library_code,
    figures.library_path,
    figures.ndc_class,
    figures.ndc_division,
    figures.ndc_section,
    figures.audience_code,
    figures.material_code,
    materials.group_code as material_group,
    figures.genre_code,
    figures.section_code,
    nullif(figures.age_group_code, 'unknown') as age_group_code,
    ages.age_from,
    ages.age_to,
    figures.residence_code,
    figures.borrower_code,
    figures.channel_code,
    figures.place,
    figures.place_kind,
    figures.way,
    figures.member,
    cast(figures.value as decimal(18, 4)) as value,
    coalesce(figures.is_sample, false) as is_sample
from figures
left join {{ ref('dim_word') }} as materials
    on materials.dimension = 'material' and figures.material_code = materials.code
left join {{ ref('dim_age_group') }} as ages on figures.age_group_code = ages.age_group_code
