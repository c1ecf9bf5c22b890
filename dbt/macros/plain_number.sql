{#- A decimal with four places as people write it: 5141, 24.3. -#}
{% macro plain_number(column) -%}
    rtrim(rtrim(cast({{ column }} as varchar), '0'), '.')
{%- endmacro %}
