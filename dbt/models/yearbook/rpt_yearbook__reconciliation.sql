-- One row per published figure of a fiscal year with deliveries, in tables of which anything can be computed: the computed
-- figure beside it, and why they differ or why there is none.
with computed as (
    select * from {{ ref('int_computed_cells__settled') }}
),

tables as (
    select distinct
        municipality_code,
        edition,
        table_id,
        table_year
    from computed
),

compared as (
    select
        published.*,
        computed.value as computed_value,
        computed.kind,
        computed.value_status as computed_status,
        measures.quantity,
        lines.register_id
    from {{ ref('int_published_cells__placed') }} as published
    inner join tables using (municipality_code, edition, table_id, table_year)
    left join computed using (municipality_code, edition, table_id, fiscal_year, row_path, column_path)
    left join (
        select distinct
            measure_id,
            quantity
        from {{ source('raw', 'raw_catalog__measure_conditions') }}
    ) as measures on published.measure_id = measures.measure_id
    left join {{ ref('stg_catalog__register') }} as lines
        on
            published.municipality_code = lines.municipality_code
            and published.edition = lines.edition
            and published.table_no = lines.table_no
            and lines.kind = 'printed_violation'
            and published.fiscal_year = try_cast(lines.fiscal_year as integer)
            and published.row_path = lines.row_path
            and published.column_path = lines.column_path
    where published.value is not null
)

select
    compared.municipality_code,
    compared.edition,
    compared.table_id,
    compared.table_no,
    compared.fiscal_year,
    compared.row_path,
    compared.column_path,
    compared.measure_id as measure,
    coalesce(compared.kind, if(compared.quantity is null, 'forms', 'events')) as basis_kind,
    compared.computed_value,
    compared.value as published_value,
    cast(compared.computed_value - compared.value as decimal(18, 4)) as difference,
    case
        when compared.computed_value is null then 'not_computable'
        when compared.computed_value = compared.value then 'equal'
        else 'different'
    end as status,
    {{ reconciliation_reason() }} as reason_ja,
    compared.register_id
from compared
left join {{ ref('int_quantities__judged') }} as limits
    on
        compared.municipality_code = limits.municipality_code
        and compared.fiscal_year = limits.fiscal_year
        and compared.quantity = limits.quantity
