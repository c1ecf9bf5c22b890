-- One row per day, library as of the day, and situation of those who borrowed: what was asked for, what was still held,
-- what was overdue and since when; counted. Lending rules are asked about the situations, each once.
select
    checkouts.municipality_code,
    {{ fiscal_year_of('checkouts.state_month') }} as fiscal_year,
    checkouts.checkout_date,
    checkouts.library_code,
    checkouts.library_path,
    ages.age_group_code,
    checkouts.borrower_code,
    checkouts.asked,
    checkouts.held,
    checkouts.oldest_due_date,
    cast(checkouts.overdue_before as bigint) as items_overdue,
    count(*) as checkouts,
    cast(sum(checkouts.items) as bigint) as items,
    bool_or(checkouts.is_sample) as is_sample
from {{ ref('int_checkouts__stamped') }} as checkouts
inner join {{ ref('dim_age_group') }} as ages on coalesce(checkouts.age_group_key, 0) = ages.group_key
group by all
