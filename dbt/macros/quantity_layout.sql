{#- The layout of the feed that a quantity of the cube comes from; what is counted from no feed is reported by form. -#}
{% macro quantity_layout(quantity) -%}
    case
        when {{ quantity }} in ('loans', 'renewals', 'checkouts') then 'loans'
        when {{ quantity }} in ('reservations', 'reservations_filled') then 'reservations'
        when {{ quantity }} in ('registered', 'registered_groups') then 'patrons'
        when {{ quantity }} in ('held', 'added', 'removed') then 'items'
        when {{ quantity }} = 'moved' then 'item_moves'
        when {{ quantity }} = 'visits' then 'gate_counts'
        when {{ quantity }} = 'open_days' then 'opening_log'
        else 'monthly_form'
    end
{%- endmacro %}
