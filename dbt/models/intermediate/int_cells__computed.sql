-- One row per computed place of the yearbook: counted from events, else reported by form, else derived from those by the
-- identities, round by round; a derived one names its identity.
with given as (
    select
        municipality_code,
        edition,
        table_id,
        table_year,
        fiscal_year,
        row_path,
        column_path,
        cast(value as decimal(18, 4)) as value,
        null as value_text,
        -- Only an act makes a computed figure final.
        if(unknown_value > 0, 'approximate', 'provisional') as value_status,
        'events' as kind,
        is_sample,
        cast(null as varchar) as identity_id,
        cast(null as varchar) as instance
    from {{ ref('int_cells__counted') }}
    left join {{ ref('int_quantities__judged') }} as limits using (municipality_code, fiscal_year, quantity)
    where coalesce(limits.is_computable, true)
    union all
    select
        places.municipality_code,
        places.edition,
        places.table_id,
        places.table_year,
        places.fiscal_year,
        reported.row_path,
        reported.column_path,
        cast(reported.value as decimal(18, 4)) as value,
        reported.value_text,
        'provisional' as value_status,
        'forms' as kind,
        reported.is_sample,
        null as identity_id,
        null as instance
    from {{ ref('int_cells__reported') }} as reported
    inner join {{ ref('int_places__expanded') }} as places
        on
            reported.municipality_code = places.municipality_code
            and reported.table_id = places.table_id
            and reported.table_year = places.table_year
            and (
                reported.row_path = places.row_path
                or (places.row_path = '#' and regexp_full_match(reported.row_path, '\d{3}'))
            )
            and reported.column_path = places.column_path
),

known_0 as (
    select * from given
    qualify row_number() over (
        partition by municipality_code, edition, table_id, fiscal_year, row_path, column_path order by kind
    ) = 1
),

{% for round in [1, 2, 3] -%}
derived_{{ round }} as ({{ derived_cells(round, 'known_' ~ (round - 1)) }}
),

known_{{ round }} as (
    select * from known_{{ round - 1 }}
    union all by name
    select * from derived_{{ round }}
){{ '' if loop.last else ',' }}

{% endfor -%}
select * from known_3
