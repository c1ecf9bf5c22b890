{#- Figures that the identities of a round give from the known ones. A sum takes the terms that are there, as print does; the
    other forms need every term. Only the first identity of a place by name counts, the others judge it. -#}
{% macro derived_cells(round, known) -%}
    select
        targets.municipality_code,
        targets.edition,
        targets.table_id,
        results.table_year,
        results.table_year + targets.year_offset as fiscal_year,
        targets.row_path,
        targets.column_path,
        cast(cast(results.value_e4 * targets.times as decimal(22, 0)) / 10000 as decimal(18, 4)) as value,
        results.value_status,
        results.kind,
        results.is_sample,
        results.identity_id,
        results.instance
    from (
        select
            municipality_code,
            edition,
            identity_id,
            instance,
            table_year,
            case any_value(form)
                when 'ratio' then sum(ratio_e4)
                when 'count' then 10000 * count(known_year)
                else sum(value_e4 * times)
            end as value_e4,
            if(bool_or(value_status = 'approximate'), 'approximate', 'provisional') as value_status,
            coalesce(max(kind), 'forms') as kind,
            coalesce(bool_or(is_sample), false) as is_sample
        from (
            {{ terms_of_round(round, known) }}
        )
        group by all
        having case any_value(form)
            when 'sum' then count(value_e4) > 0
            when 'count' then count(known_year) > 0
            when 'ratio' then count(ratio_e4) > 0 and count(ratio_e4) = count(*) filter (where has_numerator)
            else count(value_e4) = count(*)
        end
    ) as results
    inner join {{ source('raw', 'raw_catalog__identity_terms') }} as targets
        using (municipality_code, edition, identity_id, instance)
    anti join {{ known }} as known
        on
            targets.municipality_code = known.municipality_code
            and targets.edition = known.edition
            and targets.table_id = known.table_id
            and targets.row_path = known.row_path
            and targets.column_path = known.column_path
            and results.table_year + targets.year_offset = known.fiscal_year
    where targets.role = 'target'
    qualify row_number() over (
        partition by targets.municipality_code, targets.edition, targets.table_id, targets.row_path,
            targets.column_path, results.table_year
        order by targets.identity_id, targets.instance
    ) = 1
{%- endmacro %}
