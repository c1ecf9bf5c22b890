"""A plan of the tiny municipality with measures, projects and a yearly record, as seed files."""

from pathlib import Path

from tests import seeds_tree as tree

PLAN = f"plans/{tree.CODE}/reading.yaml"
RECORD = f"plans/{tree.CODE}/reading/2024.yaml"

TEXTS = {
    PLAN: """\
plan_id: reading
name_ja: 砂丘市読書計画
start_fiscal_year: 2023
end_fiscal_year: 2026
phases: [{name_ja: 前半, start_fiscal_year: 2023, end_fiscal_year: 2024}]
authority_ja: 砂丘市
reporting_ja: 毎年報告する。
goals:
  - goal_no: "1"
    name_ja: 読む
    indicator_status: by_project
    measures:
      - measure_no: "(1)"
        name_ja: 借りる
        projects:
          - project_no: 1-(1)-①
            name_ja: 貸出
            other_names: [{name_ja: 貸し出し, where_ja: 別紙}]
            page: 12
            is_priority: true
            division_ja: 図書課
            sheet_ja: 別紙-1
            planned_ja: [貸出を増やす。, 返しやすくする。]
            indicators:
              - {indicator_id: loans, kind: activity, label_ja: 目標, name_ja: 貸出冊数, unit_ja: 冊, targets: {2023: 1900, 2024: 2000}, actual_from: {table_no: "1-(1)", row_path: 合計, column_path: 貸出冊数/計}}
              - {indicator_id: happy, kind: outcome, label_ja: 指標, name_ja: 満足度, unit_ja: "%", decimals: 1, targets: {2024: 69.5, 2026: 80}}
          - {project_no: 1-(1)-②, name_ja: 展示, is_new: true, planned_ja: [展示する。]}
evaluation:
  note_ja: 式は本製品のもの。
  grades: [{grade: ◎, meaning_ja: 超えた。}, {grade: ○, meaning_ja: 届いた。}, {grade: △, meaning_ja: 足りない。}]
  formulas:
    - {formula_id: mean, valid_from: 2024-04-01, name_ja: 平均, text_ja: 達成率の平均。, indicators: all, of: year, combine: mean, thresholds: [{grade: ◎, at_least: 1.1}, {grade: ○, at_least: 1}], otherwise: △}
source_ja: 要覧
""",
    RECORD: """\
fiscal_year: 2024
source_ja: 報告
actuals:
  happy: {2023: 60, 2024: 70.1}
grades:
  - {project_no: 1-(1)-①, grade: ○, reason_ja: ほぼ届いた。}
entries:
  - {project_no: 1-(1)-①, done: {2023: 広く知らせた。, 2024: 棚を増やした。}, deviation_ja: "-", evaluation_ja: 増えた。, next_ja: 続ける。}
  - {project_no: 1-(1)-①, entry_no: 2, done: {2024: ポストを置いた。}}
statements:
  - {statement_id: above, project_no: 1-(1)-①, text_ja: 満足度は目標より少し高い。, stated: 0, unit_ja: ポイント, measure: difference, compare: more_than, left: [{indicator_id: happy, fiscal_year: 2024}], right: [{indicator_id: happy, part: target, fiscal_year: 2024}]}
  - {statement_id: posts, project_no: 1-(1)-①, text_ja: ポストは3台。, stated: 3, unit_ja: 台, missing_ja: ほかに数がない。}
counts:
  - {identity_id: projects, text_ja: 事業, printed: 2}
  - {identity_id: good, text_ja: ○の事業, printed: 1, goal_no: "1", is_graded: true, grade: ○}
""",
}


def add_plan(seeds: Path) -> Path:
    """Write the files into a tiny seeds tree."""
    for name, text in TEXTS.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return seeds
