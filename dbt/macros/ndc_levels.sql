{#- Main class, division and section of a class as far as it is given: 9, 91, 913. -#}
{% macro ndc_levels(column) -%}
    left({{ column }}, 1) as ndc_class,
    if(length({{ column }}) > 1, left({{ column }}, 2), null) as ndc_division,
    if(length({{ column }}) > 2, {{ column }}, null) as ndc_section
{%- endmacro %}
