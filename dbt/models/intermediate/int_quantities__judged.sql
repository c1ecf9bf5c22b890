-- One row per fiscal year and quantity that cannot be given, or not for the whole year yet, with the reason.
with months as (
    select
        municipality_code,
        fiscal_year,
        layout,
        count(distinct month_date) as months
    from {{ ref('int_months__stamped') }}
    group by all
),

quantities as (
    select
        unnest(quantities) as quantity,
        layout
    from (
        values (['loans', 'renewals', 'checkouts'], 'loans'),
        (['reservations', 'reservations_filled'], 'reservations'),
        (['visits'], 'gate_counts'),
        (['open_days'], 'opening_log')
    ) as feeds (quantities, layout)
),

loans as (
    select
        municipality_code,
        fiscal_year,
        sum(handed_out) as handed_out,
        bool_or(loans is null) as is_undefined
    from {{ ref('fct_loans') }}
    group by all
),

checkouts as (
    select
        municipality_code,
        fiscal_year,
        sum(items) as items
    from {{ ref('fct_checkouts') }}
    group by all
)

select
    municipality_code,
    fiscal_year,
    'loans' as quantity,
    false as is_computable,
    '貸出の延長を貸出と数えるかどうかの定義がない日があります。definitions.yaml に書き加えてください。' as reason_ja
from loans
where is_undefined
union all
select
    loans.municipality_code,
    loans.fiscal_year,
    'checkouts' as quantity,
    false as is_computable,
    '貸出人数の定義がない日があるか、取引番号も利用者番号もない貸出があるため、貸出人数を数えられません。' as reason_ja
from loans
left join checkouts using (municipality_code, fiscal_year)
where loans.handed_out > coalesce(checkouts.items, 0)
union all
select
    months.municipality_code,
    months.fiscal_year,
    quantities.quantity,
    true as is_computable,
    '納品は12か月のうち' || months.months || 'か月分です。' as reason_ja
from months
inner join quantities using (layout)
where months.months < 12
