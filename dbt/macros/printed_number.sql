{#- The number in a printed figure: △ is minus; commas, percent signs, brackets and counters (延べ131名) carry no value.
    Null for a mark. -#}
{% macro printed_number(column) -%}
    try_cast(
        replace(
            replace(regexp_extract(replace({{ column }}, ' ', ''), '△?[0-9][0-9,]*(\.[0-9]+)?'), '△', '-'), ',', ''
        ) as decimal(18, 4)
    )
{%- endmacro %}
