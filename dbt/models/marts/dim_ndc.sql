-- One row per main class and division of the Nippon Decimal Classification.
select
    ndc_code,
    level,
    name_ja,
    parent_code
from {{ ref('ndc') }}
