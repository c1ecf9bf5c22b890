-- One row per fiscal year and quantity that the deliveries cannot give, or not for the whole year yet, with the reason.
select
    municipality_code,
    fiscal_year,
    quantity,
    is_computable,
    reason_ja
from {{ ref('int_quantities__judged') }}
