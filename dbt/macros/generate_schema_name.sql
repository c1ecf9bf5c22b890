{#- The layer is the schema: no target prefix, so that names are the same in every build. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
