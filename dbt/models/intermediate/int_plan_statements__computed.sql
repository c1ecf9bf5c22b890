-- One row per statement of a report on a plan: what its figures give, as a fraction of whole numbers, and how it is written.
with terms as (
    select
        terms.*,
        coalesce(terms.number, if(terms.part = 'target', figures.target, figures.actual)) as value,
        coalesce(
            terms.label_ja,
            terms.term_fiscal_year || '年度の' || if(terms.part = 'target', '目標', '実績')
        ) as named_ja
    from {{ source('raw', 'raw_catalog__plan_statement_terms') }} as terms
    left join {{ ref('fct_plan_values') }} as figures
        on
            terms.municipality_code = figures.municipality_code
            and terms.plan_id = figures.plan_id
            and terms.indicator_id = figures.indicator_id
            and terms.term_fiscal_year = figures.fiscal_year
),

sides as (
    select
        municipality_code,
        plan_id,
        fiscal_year,
        statement_id,
        side,
        if(
            bool_and(value is not null), sum(if(minus, -1, 1) * {{ ten_thousandths('value') }}), null
        ) as value_e4,
        string_agg(
            if(minus, ' − ', if(position > 1, ' + ', '')) || {{ separated_number('value') }}
            || '（' || named_ja || '）',
            '' order by position
        ) as listed_ja,
        if(count(*) > 1, '(' || listed_ja || ')', listed_ja) as text_ja
    from terms
    group by municipality_code, plan_id, fiscal_year, statement_id, side
),

lefts as (
    select * from sides
    where side = 'left'
),

rights as (
    select * from sides
    where side = 'right'
),

fractions as (
    select
        statements.*,
        {{ ten_thousandths('statements.stated') }} as stated_e4,
        {{ ten_thousandths('statements.precision') }} as precision_e4,
        if(
            statements.measure = 'difference', lefts.value_e4 - rights.value_e4, lefts.value_e4
        ) as n,
        if(statements.measure = 'ratio', nullif(rights.value_e4, 0), 10000) as d,
        lefts.text_ja || coalesce(
            if(statements.measure = 'ratio', ' ÷ ', ' − ') || rights.text_ja, ''
        ) as formula_ja
    from {{ source('raw', 'raw_catalog__plan_statements') }} as statements
    left join lefts using (municipality_code, plan_id, fiscal_year, statement_id)
    left join rights using (municipality_code, plan_id, fiscal_year, statement_id)
)

select * from fractions
