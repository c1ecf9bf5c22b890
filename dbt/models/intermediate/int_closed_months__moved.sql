-- One row per frozen figure of a month that is another one in the next revision or, after the last one, as it is counted
-- now.
{% set figures = {
    'value': '当月',
    'last_year_value': '前年同月',
    'running_value': '年度累計',
    'last_year_running_value': '前年度累計',
    'open_days': '開館日数',
    'per_open_day': '開館日1日あたり',
} -%}
{% set key = ['municipality_code', 'period', 'revision', 'fiscal_year', 'measure_id', 'library_code'] -%}
with later as (
    select
        cells.*,
        periods.revision,
        'pending' as state
    from {{ ref('rpt_final__recomputed_months') }} as cells
    inner join {{ source('raw', 'raw_closings__periods') }} as periods
        on cells.municipality_code = periods.municipality_code and cells.period = periods.period
    where periods.is_latest and periods.period_kind = 'month'
    union all by name
    select
        * exclude (revision),
        revision - 1 as revision,
        'adopted' as state
    from {{ ref('rpt_final__months') }}
    where revision > 1
),

figures as (
    {% for column, label in figures.items() -%}
    {{ 'union all' if not loop.first }}
    select
        {{ key | join(', ') }},
        '{{ label }}' as column_path,
        coalesce(later.state, if(periods.is_latest, 'pending', 'adopted')) as state,
        cast(frozen.{{ column }} as decimal(18, 4)) as frozen_value,
        cast(later.{{ column }} as decimal(18, 4)) as recomputed_value
    from {{ ref('rpt_final__months') }} as frozen
    full join later using ({{ key | join(', ') }})
    inner join {{ source('raw', 'raw_closings__periods') }} as periods
        using (municipality_code, period, revision)
    {% endfor %}
)

select
    figures.*,
    measures.name_ja || if(figures.library_code = '', '', '/' || libraries.name_ja) as row_path,
    'events' as kind,
    figures.column_path != '{{ figures['value'] }}' as is_derived
from figures
left join {{ ref('dim_measure') }} as measures using (measure_id)
left join (
    select
        municipality_code,
        library_code,
        max_by(name_ja, valid_from) as name_ja
    from {{ ref('dim_library') }}
    group by municipality_code, library_code
) as libraries using (municipality_code, library_code)
where figures.frozen_value is distinct from figures.recomputed_value
