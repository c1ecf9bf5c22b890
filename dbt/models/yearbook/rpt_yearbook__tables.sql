-- One row per table that has cells in an edition, with the years under which it is printed.
with years as (
    select
        municipality_code,
        edition,
        table_id,
        list_sort(list(distinct table_year)) as table_years
    from (
        select
            municipality_code,
            edition,
            table_id,
            table_year
        from {{ ref('int_published_cells__placed') }}
        union all
        select
            municipality_code,
            edition,
            table_id,
            table_year
        from {{ ref('int_computed_cells__settled') }}
    )
    group by all
),

charts as (
    select distinct
        municipality_code,
        edition,
        table_id,
        kind
    from {{ source('raw', 'raw_catalog__charts') }}
)

select
    years.municipality_code,
    years.edition,
    tables.table_id,
    tables.table_no,
    tables.chapter,
    tables.chapter_title_ja,
    tables.title_ja,
    tables.unit_ja,
    tables.sort_order,
    tables.layout,
    tables.years_layout,
    tables.lead_years,
    tables.row_heads,
    charts.kind as chart_kind,
    years.table_years
from years
inner join {{ source('raw', 'raw_catalog__tables') }} as tables using (table_id)
left join charts using (municipality_code, edition, table_id)
order by years.municipality_code, years.edition, tables.sort_order, tables.table_id
