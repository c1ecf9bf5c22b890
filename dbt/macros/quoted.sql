{# The text of a column as it stands between quotes of a query. #}
{% macro quoted(column) %}replace({{ column }}, '''', ''''''){% endmacro %}
