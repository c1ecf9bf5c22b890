-- One row per reason not to publish this build, as a sentence for people. Empty in a published file.
select
    'unplaced_cell' as problem,
    municipality_code,
    table_no,
    file_name || ' ' || row_number || '行目: 表' || table_no || 'に行「' || row_path || '」・列「' || column_path
    || '」の欄はありません(値「' || printed_value || '」)。表の定義にある行と列の名前にしてください。' as sentence_ja
from {{ ref('int_published_cells__placed') }}
where not is_placed or measure_id is null
union all
select
    'unreadable_cell' as problem,
    municipality_code,
    table_no,
    file_name || ' ' || row_number || '行目: 値「' || printed_value
    || '」は修正後も数値として読めません。登録簿の修正後の値を確かめてください。' as sentence_ja
from {{ ref('int_published_cells__placed') }}
where value is null and not is_text and value_status not in ('closed', 'not_collected', 'suppressed')
union all
select
    'occupied_place' as problem,
    municipality_code,
    table_no,
    min(file_name || ' ' || row_number || '行目') || ': 表' || table_no || ' ' || fiscal_year || '年度の行「'
    || row_path || '」・列「' || column_path || '」に欄が' || count(*)
    || 'つあります。登録簿の修正が別の欄の上に移していないか確かめてください。' as sentence_ja
from {{ ref('int_published_cells__placed') }}
group by municipality_code, edition, table_no, fiscal_year, row_path, column_path
having count(*) > 1
union all
select
    'ungrounded_register_line' as problem,
    municipality_code,
    table_no,
    '登録簿 ' || register_id || ': 表' || table_no || 'に「' || as_read
    || '」はもうありません。原典が直っているので、この行を削除してください。' as sentence_ja
from {{ ref('rpt_yearbook__register') }}
where
    not is_grounded
    -- A violated identity under the line is said below, with its figures.
    and register_id not in (
        select register_id from {{ ref('rpt_yearbook__identities') }}
        where status = 'violated' and register_id is not null
    )
union all
select
    'violated_identity' as problem,
    municipality_code,
    table_id as table_no,
    '恒等式 ' || identity_id || coalesce('[' || nullif(instance, '') || ']', '') || '(' || fiscal_year || '年度): '
    || row_path || '・' || column_path || ' の印刷値 ' || {{ plain_number('printed_value') }}
    || ' と計算値 ' || {{ plain_number('computed_value') }}
    || if(register_id is null, ' が一致しません。', ' が登録簿 ' || register_id || ' の算式と違います。')
    || '欄の値を確かめるか、登録簿に算式とともに登録してください。' as sentence_ja
from {{ ref('rpt_yearbook__identities') }}
where status = 'violated'
union all
select
    'violated_plan_count' as problem,
    municipality_code,
    plan_id as table_no,
    '計画 ' || plan_id || '(' || fiscal_year || '年度): ' || text_ja || 'の印刷値 ' || printed || ' と、数えた ' || counted
    || ' が一致しません。計画と年度の記録を確かめてください。' as sentence_ja
from {{ ref('rpt_plan__identities') }}
where not holds
