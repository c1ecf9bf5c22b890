{#- A fact by day and library, by month. -#}
{% macro per_month(fact, quantity, value) -%}
    select
        municipality_code,
        fiscal_year,
        cast(date_trunc('month', date_day) as date) as month_date,
        library_code,
        library_path,
        '{{ quantity }}' as quantity,
        {{ value }} as value,
        bool_or(is_sample) as is_sample
    from {{ ref(fact) }}
    group by all
{%- endmacro %}
