{#- One row per fiscal year with a register of items, under its first month: the day of its last register, and a stamp of
    its registers and of its moves. -#}
{% macro stamped_registers() -%}
    select
        municipality_code,
        fiscal_year,
        make_date(fiscal_year, 4, 1) as month_date,
        md5(string_agg(stamp, '' order by layout, feed, month_date) || '{{ local_md5(model.raw_code) }}') as stamp
    from {{ ref('int_months__stamped') }}
    where layout in ('items', 'item_moves')
    group by municipality_code, fiscal_year
    having bool_or(layout = 'items')
{%- endmacro %}

{#- Where an item was at the end of a day, by where the first move after that day started. -#}
{% macro library_at_end_of(day) -%}
    coalesce(list_filter(moves, lambda move: move.moved_date > {{ day }})[1].from_library_code, library_code)
{%- endmacro %}
