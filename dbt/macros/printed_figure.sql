{#- A figure as the yearbook prints it: thousands separated, △ before what is below nought, the decimals of its measure. -#}
{% macro printed_figure(value, decimals, unit) -%}
    if({{ value }} < 0, '△ ', '') || format('{:,.' || {{ decimals }} || 'f}', cast(abs({{ value }}) as double))
    || if({{ unit }} = '%', '%', '')
{%- endmacro %}
