{#- A fraction in per cent, cut off after some decimals: 999,999 by 1,000,000 is 99.9%, never 100%. Whole numbers only. -#}
{% macro truncated_percent(numerator, denominator, decimals) -%}
    ((({{ numerator }} * 100 * cast(pow(10, {{ decimals }}) as hugeint)) // nullif({{ denominator }}, 0))
        // cast(pow(10, {{ decimals }}) as hugeint))
    || if(
        {{ decimals }} > 0,
        '.' || lpad(
            cast(
                ({{ numerator }} * 100 * cast(pow(10, {{ decimals }}) as hugeint)) // nullif({{ denominator }}, 0)
                % cast(pow(10, {{ decimals }}) as hugeint) as varchar
            ),
            {{ decimals }}, '0'
        ),
        ''
    ) || '%'
{%- endmacro %}

{#- One fraction of a list of them: their mean, the lowest or the highest. Exact; null for numbers too long to be exact. -#}
{% macro combined_fraction(fractions, combine) -%}
    case {{ combine }}
        when 'lowest' then try(list_reduce({{ fractions }}, lambda a, b: if(a.n * b.d <= b.n * a.d, a, b)))
        when 'highest' then try(list_reduce({{ fractions }}, lambda a, b: if(a.n * b.d >= b.n * a.d, a, b)))
        else try(
            list_reduce(
                list_transform({{ fractions }}, lambda f: struct_pack(n := f.n, d := f.d * len({{ fractions }}))),
                lambda a, b: struct_pack(
                    n := a.n * (b.d // gcd(a.d, b.d)) + b.n * (a.d // gcd(a.d, b.d)),
                    d := (a.d // gcd(a.d, b.d)) * b.d
                )
            )
        )
    end
{%- endmacro %}

{#- A decimal as people write it, thousands separated: 1,368,052 or 69.1. -#}
{% macro separated_number(value) -%}
    regexp_replace(format('{:,.4f}', cast({{ value }} as double)), '\.?0+$', '')
{%- endmacro %}

{#- A decimal in ten-thousandths, as a whole number. -#}
{% macro ten_thousandths(value) -%}
    cast(cast({{ value }} as decimal(38, 4)) * 10000 as hugeint)
{%- endmacro %}
