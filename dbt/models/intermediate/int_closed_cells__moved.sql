-- One row per frozen cell that is another one in the next revision or, after the last one, as it is counted now; with what
-- makes up its figure.
{% set place = ['edition', 'table_id', 'fiscal_year', 'row_path', 'column_path'] -%}
{% set key = ['municipality_code', 'period', 'revision'] + place -%}
with later as (
    select
        cells.*,
        periods.revision,
        'pending' as state
    from {{ ref('rpt_final__recomputed') }} as cells
    inner join {{ source('raw', 'raw_closings__periods') }} as periods
        on cells.municipality_code = periods.municipality_code and cells.period = periods.period
    where periods.is_latest and periods.period_kind = 'fiscal_year'
    union all by name
    select
        * exclude (revision),
        revision - 1 as revision,
        'adopted' as state
    from {{ ref('rpt_final__cells') }}
    where revision > 1
)

select
    {{ key | join(', ') }},
    coalesce(frozen.table_no, later.table_no) as table_no,
    coalesce(frozen.measure_id, later.measure_id) as measure_id,
    coalesce(later.state, if(periods.is_latest, 'pending', 'adopted')) as state,
    frozen.value as frozen_value,
    later.value as recomputed_value,
    frozen.value_text as frozen_text,
    later.value_text as recomputed_text,
    computed.kind,
    computed.identity_id is not null as is_derived
from {{ ref('rpt_final__cells') }} as frozen
full join later using ({{ key | join(', ') }})
inner join {{ source('raw', 'raw_closings__periods') }} as periods
    using (municipality_code, period, revision)
left join {{ ref('int_cells__computed') }} as computed
    using (municipality_code, edition, table_id, fiscal_year, row_path, column_path)
where
    periods.period_kind = 'fiscal_year'
    and (
        frozen.value is distinct from later.value or frozen.value_text is distinct from later.value_text
    )
