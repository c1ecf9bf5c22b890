-- One row per cell of a closed period that moved after it was closed: frozen, recomputed, and why. A pending one is not
-- adopted; an adopted one stands between a revision and the next.
with reasons as (
    select
        moved.municipality_code,
        moved.period,
        moved.revision,
        moved.edition,
        moved.table_id,
        moved.fiscal_year,
        moved.row_path,
        moved.column_path,
        string_agg(changes.text_ja, '、' order by changes.position) filter (where changes.cause != 'code') as given_ja,
        string_agg(changes.text_ja, '、') filter (where changes.cause = 'code') as code_ja
    from {{ ref('int_closed_cells__moved') }} as moved
    inner join {{ source('raw', 'raw_closings__changes') }} as changes
        on
            moved.municipality_code = changes.municipality_code
            and moved.period = changes.period
            and moved.revision = changes.revision
    where
        -- A figure that follows from others may come from any of them.
        moved.is_derived or moved.kind is null
        or case changes.cause
            when 'delivery' then (moved.kind = 'forms') = (changes.subject = 'monthly_form')
            when 'definition'
                then
                    not starts_with(changes.subject, 'yearbook/tables/')
                    or changes.subject = 'yearbook/tables/' || moved.table_id || '.yaml'
            else true
        end
    group by all
)

select
    moved.municipality_code,
    'fiscal_year' as period_kind,
    moved.period,
    moved.revision,
    moved.state,
    moved.edition,
    moved.table_no,
    moved.table_id,
    moved.fiscal_year,
    moved.row_path,
    moved.column_path,
    moved.measure_id,
    moved.frozen_value,
    moved.recomputed_value,
    moved.frozen_text,
    moved.recomputed_text,
    coalesce(reasons.given_ja, reasons.code_ja, 'この期間のほかの納品または設定') || 'による。' as why_ja
from {{ ref('int_closed_cells__moved') }} as moved
left join reasons
    using (municipality_code, period, revision, edition, table_id, fiscal_year, row_path, column_path)
order by
    moved.municipality_code, moved.period, moved.revision, moved.edition, moved.table_id, moved.fiscal_year,
    moved.row_path, moved.column_path
