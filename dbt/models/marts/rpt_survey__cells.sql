-- Longer than 80 lines: every sentence of the trace stands beside the status that it belongs to.
-- One row per item that a form asks of a municipality and fiscal year, answered or not. What staff enter for the year
-- goes before a calculated figure, which the trace then names; a carried over item stands on its last answer.
with answered as (
    select
        asked.*,
        calculated.value as calculated_value,
        calculated.value_status as calculated_status,
        calculated.places_ja,
        calculated.missing_ja,
        calculated.sources_ja,
        calculated.definition_ja as counted_ja,
        calculated.query_sql as calculated_sql,
        answers.value as answer_value,
        answers.value_text as answer_text,
        answers.fiscal_year as answer_year,
        answers.source_ja as answer_source_ja,
        answers.entered_on,
        case
            when answers.fiscal_year = asked.fiscal_year then 'entered'
            when calculated.value is not null then 'calculated'
            when answers.fiscal_year is not null then 'carried_over'
            when asked.kind = 'calculated' then 'not_computable'
            else 'missing'
        end as status
    from {{ ref('int_survey_items__asked') }} as asked
    left join {{ ref('int_survey_items__calculated') }} as calculated
        on
            asked.municipality_code = calculated.municipality_code
            and asked.form_id = calculated.form_id
            and asked.fiscal_year = calculated.fiscal_year
            and asked.item_no = calculated.item_no
    left join {{ ref('fct_survey_answers') }} as answers
        on
            asked.municipality_code = answers.municipality_code
            and asked.form_id = answers.form_id
            and asked.item_no = answers.item_no
            and (
                asked.fiscal_year = answers.fiscal_year
                or (asked.kind = 'carried_over' and asked.fiscal_year > answers.fiscal_year)
            )
    qualify
        row_number() over (
            partition by asked.municipality_code, asked.form_id, asked.fiscal_year, asked.item_no
            order by answers.fiscal_year desc nulls last
        ) = 1
)

select
    municipality_code,
    form_id,
    fiscal_year,
    item_no,
    position,
    cast(if(status = 'calculated', calculated_value, answer_value) as decimal(18, 4)) as value,
    answer_text as value_text,
    kind,
    status,
    is_required,
    if(status = 'calculated', fiscal_year, answer_year) as from_fiscal_year,
    if(status = 'calculated', calculated_status, null) as value_status,
    definition_ja,
    case status
        when 'calculated' then format('{}。数え方: {} 資料: {}', places_ja, counted_ja, sources_ja)
        when 'not_computable' then format('計算に使う欄がない: {}', missing_ja)
        when 'missing' then 'まだ回答がない'
        else
            format('{}年度の回答({}記入): {}', answer_year, entered_on, answer_source_ja)
            || coalesce(
                format('。計算した数値は{}({})', {{ plain_number('calculated_value') }}, places_ja), ''
            )
    end as trace_ja,
    case
        when status in ('calculated', 'not_computable') then calculated_sql
        when status != 'missing'
            then format(
                'select {} from fct_survey_answers where municipality_code = ''{}'' and form_id = ''{}'''
                || ' and fiscal_year = {} and item_no = ''{}''',
                if(answer = 'text', 'value_text', 'value'), municipality_code, form_id, answer_year, item_no
            )
    end as query_sql
from answered
order by municipality_code, form_id, fiscal_year, position
