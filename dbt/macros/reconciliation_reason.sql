{#- Why a computed figure differs from the published one, or is missing; empty where they agree. -#}
{% macro reconciliation_reason() -%}
    case
        when compared.computed_value = compared.value then null
        when compared.computed_value is null and not limits.is_computable then limits.reason_ja
        when compared.computed_value is null and compared.quantity is not null
            then '納品データに、この欄で数える記録がありません。'
        when compared.computed_value is null
            then '納品データから数えられず、月報にもこの欄の記入がありません。'
        when compared.register_id is not null
            then '印刷された数値が登録簿 ' || compared.register_id || ' に記した算式と合いません。'
        when compared.computed_status = 'approximate'
            then '年齢や分類などの分からない記録があり、この欄に分けられていません。'
        when limits.quantity is not null then limits.reason_ja
        else '納品データの記録が、印刷された数値と違います。'
    end
{%- endmacro %}
