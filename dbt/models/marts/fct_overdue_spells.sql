-- One row per kind of spell in which persons were late without a day between, counted; a spell stands under the library that
-- lent what was late first. Known within a fiscal year.
select
    spells.municipality_code,
    spells.fiscal_year,
    spells.library_code,
    spells.library_path,
    ages.age_group_code,
    spells.borrower_code,
    spells.due_dates[1] as first_due_date,
    spells.returned_dates[-1] as last_returned_date,
    spells.due_dates,
    spells.returned_dates,
    count(*) as spells,
    bool_or(spells.is_sample) as is_sample
from {{ ref('int_overdue__spelled') }} as spells
inner join {{ ref('dim_age_group') }} as ages on coalesce(spells.age_group_key, 0) = ages.group_key
group by all
