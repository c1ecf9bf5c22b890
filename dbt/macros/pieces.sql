{#- One column a material: what `counted` gives for its rows. -#}
{% macro pieces_of_materials(prefix, counted, condition='true') -%}
    {% for material in var('materials') -%}
    {{ counted }} filter (
        where material_code = '{{ material }}' and {{ condition }}
    ) as {{ prefix }}_{{ material }}{{ ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{#- These columns as one text such as `book=3 cd=1`, empty when there is nothing. -#}
{% macro pieces_in_words(prefix) -%}
    concat_ws(
        ' '
        {%- for material in var('materials') %},
        if({{ prefix }}_{{ material }} > 0, '{{ material }}=' || {{ prefix }}_{{ material }}, null)
        {%- endfor %}
    )
{%- endmacro %}
