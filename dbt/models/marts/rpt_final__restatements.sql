-- One row per figure of a closed period that moved after it was closed: frozen, recomputed, and why. A pending one is not
-- adopted; an adopted one stands between a revision and the next.
with moved as (
    select
        *,
        'fiscal_year' as period_kind,
        '' as library_code
    from {{ ref('int_closed_cells__moved') }}
    union all by name
    select
        *,
        'month' as period_kind
    from {{ ref('int_closed_months__moved') }}
),

numbered as (
    select
        *,
        row_number() over (
            order by
                municipality_code, period, revision, edition, table_id, fiscal_year, row_path, column_path,
                measure_id, library_code
        ) as number
    from moved
),

reasons as (
    select
        numbered.number,
        string_agg(changes.text_ja, '、' order by changes.position)
        filter (where changes.cause != 'code') as given_ja,
        string_agg(changes.text_ja, '、') filter (where changes.cause = 'code') as code_ja
    from numbered
    inner join {{ source('raw', 'raw_closings__changes') }} as changes
        on
            numbered.municipality_code = changes.municipality_code
            and numbered.period = changes.period
            and numbered.revision = changes.revision
    where
        -- A figure that follows from others may come from any of them.
        numbered.is_derived or numbered.kind is null
        or case changes.cause
            when 'delivery' then (numbered.kind = 'forms') = (changes.subject = 'monthly_form')
            when 'definition'
                then
                    not starts_with(changes.subject, 'yearbook/tables/')
                    or changes.subject = 'yearbook/tables/' || numbered.table_id || '.yaml'
            else true
        end
    group by numbered.number
)

select
    numbered.municipality_code,
    numbered.period_kind,
    numbered.period,
    numbered.revision,
    numbered.state,
    numbered.edition,
    numbered.table_no,
    numbered.table_id,
    numbered.fiscal_year,
    numbered.row_path,
    numbered.column_path,
    numbered.measure_id,
    numbered.library_code,
    numbered.frozen_value,
    numbered.recomputed_value,
    numbered.frozen_text,
    numbered.recomputed_text,
    coalesce(reasons.given_ja, reasons.code_ja, 'この期間の外の納品または設定') || 'による。' as why_ja
from numbered
left join reasons using (number)
order by numbered.number
