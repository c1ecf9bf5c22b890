{#- round half up(numerator * scale / denominator, decimals) in ten-thousandths, by whole numbers only: a binary
    fraction would decide ties such as 0.25 by luck. Arguments are in ten-thousandths too; null when not computable. -#}
{% macro rounded_ratio(numerator, denominator, scale, decimals) -%}
    case
        when {{ denominator }} > 0 and {{ numerator }} >= 0
            then (
                (2 * {{ numerator }} * {{ scale }} * cast(pow(10, {{ decimals }}) as hugeint) + {{ denominator }})
                // (2 * {{ denominator }})
            ) * (10000 // cast(pow(10, {{ decimals }}) as hugeint))
    end
{%- endmacro %}
