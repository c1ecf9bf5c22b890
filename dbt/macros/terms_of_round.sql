{#- One row per term of the identities of a round with its known figure, if any; the two parts of a ratio make one row. -#}
{% macro terms_of_round(round, known) -%}
    with terms as (
        select
            terms.*,
            years.table_year,
            cast(cast(known.value as decimal(38, 4)) * 10000 as hugeint) as value_e4,
            known.fiscal_year as known_year,
            known.value_status,
            known.kind,
            known.is_sample
        from {{ source('raw', 'raw_catalog__derivations') }} as derivations
        inner join {{ source('raw', 'raw_catalog__identity_terms') }} as terms
            using (municipality_code, edition, identity_id, instance)
        inner join (
            select distinct municipality_code, edition, table_year from {{ ref('int_places__expanded') }}
        ) as years using (municipality_code, edition)
        left join {{ known }} as known
            on
                terms.municipality_code = known.municipality_code
                and terms.edition = known.edition
                and terms.table_id = known.table_id
                and (
                    terms.row_path = known.row_path
                    or (terms.row_path = '#' and regexp_full_match(known.row_path, '\d{3}'))
                )
                and terms.column_path = known.column_path
                and years.table_year + terms.year_offset = known.fiscal_year
        where derivations.round = {{ round }} and terms.role != 'target'
    ),

    pairs as (
        select
            municipality_code, edition, identity_id, instance, table_year, form, pair_no,
            any_value(scale) as scale,
            any_value(decimals) as decimals,
            max(value_e4) filter (where role = 'numerator') as numerator,
            max(value_e4) filter (where role = 'denominator') as denominator,
            if(bool_or(value_status = 'approximate'), 'approximate', 'provisional') as value_status,
            max(kind) as kind,
            bool_or(is_sample) as is_sample
        from terms
        where form = 'ratio'
        group by all
    )

    select
        municipality_code, edition, identity_id, instance, table_year, form, times, value_e4, known_year,
        value_status, kind, is_sample, null as ratio_e4, null as has_numerator
    from terms
    where form != 'ratio'
    union all
    select
        municipality_code, edition, identity_id, instance, table_year, form, 1 as times, null as value_e4,
        null as known_year, value_status, kind, is_sample,
        {{ rounded_ratio('numerator', 'denominator', 'scale', 'decimals') }} as ratio_e4,
        numerator is not null as has_numerator
    from pairs
{%- endmacro %}
