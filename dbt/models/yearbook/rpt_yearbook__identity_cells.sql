-- One row per cell in a judged identity; is_protected when a change of the cell by one unit breaks the identity.
select
    terms.municipality_code,
    terms.edition,
    terms.identity_id,
    terms.instance,
    terms.basis,
    terms.table_year,
    terms.role,
    terms.table_id,
    terms.fiscal_year,
    terms.row_path,
    terms.column_path,
    case terms.role
        when 'numerator' then ratios.is_numerator_protected
        when 'denominator' then ratios.is_denominator_protected
        -- A count notices that a cell is missing, not what it says.
        when 'term' then terms.form != 'count'
        else true
    end as is_protected
from {{ ref('int_identity_terms__valued') }} as terms
inner join {{ ref('int_identities__judged') }}
    using (municipality_code, edition, identity_id, instance, basis, table_year)
left join {{ ref('int_identity_ratios__computed') }} as ratios
    using (municipality_code, edition, identity_id, instance, basis, table_year, pair_no)
where terms.value_e4 is not null
