-- One row per age band of a scheme; ages in completed years, an empty upper end is open.
select
    scheme_id,
    scheme_name_ja,
    band_code,
    band_name_ja,
    age_from,
    age_to,
    sort_order,
    authority
from {{ ref('age_bands') }}
