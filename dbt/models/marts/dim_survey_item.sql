-- One row per item of a form and period of its validity.
select
    form_id,
    item_no,
    position,
    group_ja,
    name_ja,
    unit_ja,
    decimals,
    answer,
    kind,
    is_required,
    definition_ja,
    check_ja,
    valid_from,
    valid_to
from {{ source('raw', 'raw_catalog__survey_items') }}
order by form_id, position
