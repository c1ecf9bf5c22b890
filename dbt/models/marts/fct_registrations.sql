-- One row per snapshot day, home library as of that day, and kind of registration: valid registrations.
select
    patrons.municipality_code,
    patrons.fiscal_year,
    patrons.as_of_date,
    patrons.library_code,
    patrons.library_path,
    ages.age_group_code,
    patrons.residence_code,
    patrons.borrower_code,
    patrons.registered,
    patrons.is_sample
from {{ ref('int_patrons__counted') }} as patrons
inner join {{ ref('dim_age_group') }} as ages on coalesce(patrons.age_group_key, 0) = ages.group_key
