-- One row per day, library as of the day, kind of borrower and material, and due date: loans, renewed ones apart.
select
    loans.municipality_code,
    loans.fiscal_year,
    loans.checkout_date,
    loans.library_code,
    loans.library_path,
    ages.age_group_code,
    loans.borrower_code,
    loans.material_code,
    loans.due_date,
    loans.is_renewed,
    loans.loans,
    loans.is_sample
from {{ ref('int_due_dates__counted') }} as loans
inner join {{ ref('dim_age_group') }} as ages on coalesce(loans.age_group_key, 0) = ages.group_key
