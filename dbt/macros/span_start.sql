{#- Where the span begins that a number lies in; `starts` from the highest down. -#}
{% macro span_start(number, starts) -%}
    case
        {%- for start in starts %}
        when {{ number }} >= {{ start }} then {{ start }}
        {%- endfor %}
    end
{%- endmacro %}
