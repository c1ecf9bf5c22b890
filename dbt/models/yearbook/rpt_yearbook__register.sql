-- One row per register line; is_grounded when the damage it speaks of is still there.
with matched as (
    select
        municipality_code,
        register_id,
        count(*) as cells
    from {{ ref('int_register_lines__matched') }}
    group by all
),

violations as (
    select distinct
        municipality_code,
        register_id
    from {{ ref('rpt_yearbook__identities') }}
    where status = 'registered'
)

select
    lines.municipality_code,
    lines.edition,
    lines.register_id,
    lines.kind,
    lines.table_no,
    lines.fiscal_year,
    lines.row_path,
    lines.column_path,
    lines.field,
    lines.as_read,
    lines.as_used,
    lines.identity_ids,
    lines.reason_ja,
    lines.position,
    coalesce(matched.cells, 0) as cells,
    matched.cells is not null or violations.register_id is not null as is_grounded
from {{ ref('stg_catalog__register') }} as lines
left join matched
    on lines.municipality_code = matched.municipality_code and lines.register_id = matched.register_id
left join violations
    on lines.municipality_code = violations.municipality_code and lines.register_id = violations.register_id
order by lines.municipality_code, lines.position
