-- One row per answer that staff have entered. The value is text for items that ask for a text.
select
    answers.municipality_code,
    answers.form_id,
    answers.fiscal_year,
    answers.item_no,
    cast(if(items.answer = 'number', answers.value, null) as decimal(18, 4)) as value,
    if(items.answer = 'text', answers.value, null) as value_text,
    answers.source_ja,
    answers.entered_on
from {{ source('raw', 'raw_catalog__survey_answers') }} as answers
inner join {{ ref('dim_survey_item') }} as items
    on
        answers.form_id = items.form_id
        and answers.item_no = items.item_no
        and make_date(answers.fiscal_year + 1, 3, 31)
        between items.valid_from and coalesce(items.valid_to, date '9999-12-31')
order by answers.municipality_code, answers.form_id, answers.fiscal_year, items.position
