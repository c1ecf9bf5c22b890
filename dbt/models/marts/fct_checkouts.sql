-- One row per month, library as of the day, and kind of borrower: checkouts (貸出人数), the items taken, and what the
-- borrowers still held, and were late with, when they came. Known within a fiscal year; empty without any key of a person.
select
    checkouts.municipality_code,
    {{ fiscal_year_of('checkouts.state_month') }} as fiscal_year,
    checkouts.state_month as month_date,
    checkouts.library_code,
    checkouts.library_path,
    ages.age_group_code,
    checkouts.residence_code,
    checkouts.borrower_code,
    checkouts.channel_code,
    count(*) as checkouts,
    cast(sum(checkouts.items) as bigint) as items,
    count(*) filter (where checkouts.held_before > 0) as checkouts_while_holding,
    cast(sum(checkouts.held_before) as bigint) as items_held_before,
    count(*) filter (where checkouts.overdue_before > 0) as checkouts_while_overdue,
    cast(sum(checkouts.overdue_before) as bigint) as items_overdue_before,
    bool_or(checkouts.is_sample) as is_sample
from {{ ref('int_checkouts__stamped') }} as checkouts
inner join {{ ref('dim_age_group') }} as ages on coalesce(checkouts.age_group_key, 0) = ages.group_key
group by all
