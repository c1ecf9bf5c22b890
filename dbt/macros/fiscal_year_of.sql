{#- The calendar year of the 1 April on which the fiscal year of a day began. -#}
{% macro fiscal_year_of(day) -%}
    cast(year({{ day }}) - if(month({{ day }}) < 4, 1, 0) as integer)
{%- endmacro %}
