-- One row per plan of a library, with its period, the policy it rests on and who hears of its progress.
select
    municipality_code,
    plan_id,
    name_ja,
    other_names_ja,
    start_fiscal_year,
    end_fiscal_year,
    adopted_date,
    adopted_precision,
    authority_ja,
    reporting_body_ja,
    reporting_ja,
    related_plans_ja,
    policy_name_ja,
    policy_adopted_date,
    policy_adopted_precision,
    policy_process_ja,
    relation_ja,
    evaluation_note_ja,
    undecided_ja,
    source_ja
from {{ source('raw', 'raw_catalog__plans') }}
order by municipality_code, adopted_date, plan_id
