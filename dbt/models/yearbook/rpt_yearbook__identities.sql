-- One row per judged identity: held, registered (the city printed it so, with this very arithmetic), or violated.
-- Where a line of the register stands, only its own arithmetic passes: a change of one cell that happens to mend the sum
-- is a change all the same.
with judged as (
    select
        judged.*,
        cells.table_id,
        cells.fiscal_year,
        cells.row_path,
        cells.column_path,
        cast(judged.printed_e4 as decimal(22, 0)) / 10000 as printed_value,
        cast(judged.computed_e4 as decimal(22, 0)) / 10000 as computed_value
    from {{ ref('int_identities__judged') }} as judged
    inner join {{ ref('int_identity_terms__valued') }} as cells
        using (municipality_code, edition, identity_id, instance, basis, table_year)
    where cells.role = 'target'
),

lines as (
    select * from {{ ref('stg_catalog__register') }}
    where kind = 'printed_violation'
)

select
    judged.municipality_code,
    judged.edition,
    judged.identity_id,
    judged.instance,
    judged.form,
    judged.basis,
    judged.table_year,
    judged.table_id,
    judged.fiscal_year,
    judged.row_path,
    judged.column_path,
    cast(judged.printed_value as decimal(18, 4)) as printed_value,
    cast(judged.computed_value as decimal(18, 4)) as computed_value,
    lines.register_id,
    case
        when lines.register_id is null and judged.printed_e4 = judged.computed_e4 then 'held'
        when
            judged.printed_value = {{ printed_number('lines.as_read') }}
            and judged.computed_value = {{ printed_number('lines.as_used') }}
            then 'registered'
        else 'violated'
    end as status
from judged
left join lines
    on
        judged.municipality_code = lines.municipality_code
        and judged.edition = lines.edition
        and judged.identity_id = lines.identity_ids
        and judged.fiscal_year = try_cast(lines.fiscal_year as integer)
        and judged.row_path = lines.row_path
        and judged.column_path = lines.column_path
        and judged.basis = 'published'
