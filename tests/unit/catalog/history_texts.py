"""History and aims of the tiny municipality, as seed files."""

from pathlib import Path

from tests import seeds_tree as tree

ANNOTATIONS = f"municipalities/{tree.CODE}_{tree.SLUG}/annotations.yaml"
ORGANISATION = f"municipalities/{tree.CODE}_{tree.SLUG}/organisation.yaml"
MUTUAL_USE = f"municipalities/{tree.CODE}_{tree.SLUG}/mutual_use.yaml"
PLAN = f"plans/{tree.CODE}/goals.yaml"

TEXTS = {
    ANNOTATIONS: """\
annotations:
  - {annotation_id: hill_closed, date: 2023-03-31, precision: day, kind: closure, library_codes: ["02"], fiscal_year: 2023, measures: [loans, open_days], title_ja: 丘を閉室, text_ja: 丘を閉じた。, source_ja: 要覧, show_on_charts: true}
  - {annotation_id: flood, date: 2020-05-01, end_date: 2020-07-01, precision: month, kind: closure, library_codes: [], title_ja: 水害で休館, text_ja: 水害で休んだ。, source_ja: 要覧, undecided_ja: 日は資料にない。}
  - {annotation_id: bus_ended, date: 2010-04-01, precision: year, kind: service_end, library_codes: [], place_ja: 移動図書館, title_ja: 巡回を終了, text_ja: 巡回をやめた。, source_ja: 要覧}
""",
    ORGANISATION: """\
as_of_date: 2024-04-01
staff_table_no: "3-(1)"
entries:
  - {entry_id: section, kind: section, name_ja: 図書課, belongs_to_ja: 市民部, valid_from: 2020-04-01, valid_to: null, precision: month, library_codes: [], text_ja: 全館を受け持つ。, source_ja: 要覧}
  - {entry_id: chart, kind: undecided, name_ja: 機構図, belongs_to_ja: null, valid_from: 2024-04-01, valid_to: null, precision: day, library_codes: ["01", "02"], text_ja: 図が欠けている。, source_ja: 要覧}
""",
    MUTUAL_USE: """\
source_ja: 要覧
partners:
  - {partner_ja: 川上町, agreement_ja: 2016年3月, status: started, started_month: 2016-09-01, home_started_month: 2016-12-01, direction_ja: 川上町から, note_ja: 工事のため。}
  - {partner_ja: 川下町, agreement_ja: null, status: under_discussion, started_month: null}
""",
    PLAN: """\
plan_id: goals
name_ja: 砂丘市図書館の目標
adopted_date: 2024-04-01
adopted_precision: month
authority_ja: 砂丘市
reporting_body_ja: 審議会
reporting_ja: 毎年報告する。
related_plans_ja: [総合計画, 学習計画]
policy:
  name_ja: 方針
  adopted_date: 2015-04-01
  adopted_precision: month
  process_ja: 会議でまとめた。
  principles:
    - {principle_no: "1", text_ja: 学びを助ける。}
relation_ja: 方針に基づく。
goals:
  - {goal_no: "1", name_ja: 魅力, aim_ja: 来る人を増やす。, indicator_status: to_be_reported, indicators: [], actions: [{action_no: "1-1", title_ja: 書架, text_ja: 棚をつくる。}, {action_no: "1-2", title_ja: 広報, text_ja: 知らせる。}]}
  - {goal_no: "2", name_ja: 子供, aim_ja: 読む子を増やす。, indicator_status: printed, indicators: [貸出冊数, 来館者数], actions: [{action_no: "2-1", title_ja: 学校, text_ja: 学校と組む。}]}
source_ja: 要覧
""",
}


def add_history(seeds: Path) -> Path:
    """Write the files into a tiny seeds tree."""
    for name, text in TEXTS.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return seeds
