-- One row per indicator of a project and fiscal year to be graded: its actual figure and the target that the formula in
-- force at the end of that year takes. A project without such an indicator has a row without one.
with judged as (
    select
        municipality_code,
        plan_id,
        project_no,
        fiscal_year
    from {{ ref('fct_plan_values') }}
    where actual is not null
    union
    select
        municipality_code,
        plan_id,
        project_no,
        fiscal_year
    from {{ source('raw', 'raw_catalog__plan_recorded_grades') }}
),

formulas as (
    select
        judged.*,
        formulas.* exclude (municipality_code, plan_id)
    from judged
    left join {{ ref('dim_plan_formula') }} as formulas
        on
            judged.municipality_code = formulas.municipality_code
            and judged.plan_id = formulas.plan_id
            and formulas.valid_from <= make_date(judged.fiscal_year + 1, 3, 31)
    qualify row_number() over (
        partition by judged.municipality_code, judged.plan_id, judged.project_no, judged.fiscal_year
        order by formulas.valid_from desc
    ) = 1
),

valued as (
    select
        formulas.*,
        figures.indicator_id,
        figures.position,
        figures.name_ja as indicator_ja,
        figures.actual,
        goals.target,
        {{ printed_figure('figures.actual', 'figures.decimals', 'figures.unit_ja') }} as actual_ja,
        {{ printed_figure('goals.target', 'figures.decimals', 'figures.unit_ja') }} as target_ja,
        {{ ten_thousandths('figures.actual') }} as actual_e4,
        {{ ten_thousandths('goals.target') }} as target_e4,
        nullif(gcd(actual_e4, target_e4), 0) as divisor,
        if(
            figures.indicator_id is null,
            null,
            coalesce(figures.actual is not null and goals.target > 0, false)
        ) as is_known
    from formulas
    inner join {{ ref('dim_plan') }} as plans using (municipality_code, plan_id)
    left join {{ ref('fct_plan_values') }} as figures
        on
            formulas.municipality_code = figures.municipality_code
            and formulas.plan_id = figures.plan_id
            and formulas.project_no = figures.project_no
            and formulas.fiscal_year = figures.fiscal_year
            and formulas.indicator_kind in ('all', figures.kind)
    left join {{ ref('fct_plan_values') }} as goals
        on
            figures.municipality_code = goals.municipality_code
            and figures.plan_id = goals.plan_id
            and figures.indicator_id = goals.indicator_id
            and goals.fiscal_year
            = if(formulas.target_of = 'year', formulas.fiscal_year, plans.end_fiscal_year)
)

select * from valued
