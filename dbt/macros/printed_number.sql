{#- A printed figure as a number: △ is minus, commas, percent signs and brackets carry no value. Null for a mark. -#}
{% macro printed_number(column) -%}
    try_cast(
        regexp_replace(replace({{ column }}, '△', '-'), '[,%() ]', '', 'g') as decimal(18, 4)
    )
{%- endmacro %}
