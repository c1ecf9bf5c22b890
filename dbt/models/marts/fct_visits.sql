-- One row per library and day: visitors counted.
select
    gates.municipality_code,
    days.fiscal_year,
    gates.date as date_day,
    gates.library_code,
    days.library_path,
    cast(sum(gates.visitors) as bigint) as visitors,
    bool_or(gates.is_sample) as is_sample
from {{ source('raw', 'raw_gate_counts__days') }} as gates
inner join {{ ref('int_days__stamped') }} as days
    on
        gates.date = days.date_day
        and gates.library_code = days.library_code
        and gates.municipality_code = days.municipality_code
group by all
