-- One row per computed place that is counted from the cube, and dimension with the words of it that the place counts; a
-- place without any has one row without dimension.
with counted as (
    select conditioned.*
    from {{ ref('int_cells__conditioned') }} as conditioned
    semi join {{ ref('int_cells__counted') }} as counted
        using (municipality_code, edition, table_id, fiscal_year, row_path, column_path)
),

dimensioned as (
    {% for dimension in counted_dimensions() -%}
    select
        municipality_code,
        edition,
        table_id,
        fiscal_year,
        row_path,
        column_path,
        quantity,
        '{{ dimension }}' as dimension,
        list_sort({{ dimension }}) as words
    from counted
    where {{ dimension }} is not null
    union all
    {% endfor -%}
    select
        municipality_code,
        edition,
        table_id,
        fiscal_year,
        row_path,
        column_path,
        quantity,
        null as dimension,
        null as words
    from counted
    where coalesce({{ counted_dimensions() | join(', ') }}) is null
)

select * from dimensioned
