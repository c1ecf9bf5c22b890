{#- What a measure of the monthly report may be counted by: everything but places, classes and months. -#}
{% macro monthly_dimensions() -%}
    {{ return(counted_dimensions().keys() | reject('in', ['library', 'ndc', 'month']) | list) }}
{%- endmacro %}
