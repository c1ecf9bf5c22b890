-- One row per month, library as of the day, and kind of loan: loans as defined, renewals, and all that was handed out.
select
    loans.municipality_code,
    {{ fiscal_year_of('loans.state_month') }} as fiscal_year,
    loans.state_month as month_date,
    loans.library_code,
    loans.library_path,
    {{ ndc_levels('loans.ndc_section') }},
    loans.audience_code,
    loans.material_code,
    ages.age_group_code,
    loans.residence_code,
    loans.borrower_code,
    loans.channel_code,
    cast(loans.loans as bigint) as loans,
    cast(loans.renewals as bigint) as renewals,
    cast(loans.handed_out as bigint) as handed_out,
    loans.is_sample
from {{ ref('int_loans__counted') }} as loans
inner join {{ ref('dim_age_group') }} as ages on coalesce(loans.age_group_key, 0) = ages.group_key
