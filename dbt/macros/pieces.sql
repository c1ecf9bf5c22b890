{#- One piece of a material as a number with four digits for each, so that one sum counts all materials. More than 9,999 of
    one material would run over into the next. -#}
{% macro piece_of(material_code) -%}
    case {{ material_code }}
        {%- for material in var('materials') %}
        when '{{ material }}' then cast(1{{ '0000' * loop.index0 }} as hugeint)
        {%- endfor %}
        else cast(0 as hugeint)
    end
{%- endmacro %}

{#- Such a sum as text, `book=3 cd=1`; empty when there is nothing. -#}
{% macro pieces_in_words(pieces) -%}
    concat_ws(
        ' '
        {%- for material in var('materials') %},
        if(
            {{ pieces }} // cast(1{{ '0000' * loop.index0 }} as hugeint) % 10000 > 0,
            '{{ material }}=' || {{ pieces }} // cast(1{{ '0000' * loop.index0 }} as hugeint) % 10000,
            null
        )
        {%- endfor %}
    )
{%- endmacro %}
