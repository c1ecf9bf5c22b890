"""A small yearly form of the invented municipality, and what its staff have answered."""

from pathlib import Path

from tests import seeds_tree as tree

FORM = "surveys/yearly.yaml"
FOLDER = f"municipalities/{tree.CODE}_{tree.SLUG}/survey_answers/yearly"
ANSWERS_2022, ANSWERS_2023 = f"{FOLDER}/2022.csv", f"{FOLDER}/2023.csv"

_ITEMS = "definition_ja: 数える。, valid_from: 2020-04-01"
TEXTS = {
    FORM: f"""\
form_id: yearly
name_ja: 砂丘調査
body_ja: 砂丘協会
period_ja: 実績の年度。
first_fiscal_year: 2021
every_years: 1
verified_ja: [欄と等しい。]
unverified_ja: [公式の様式はない。]
source_ja: 見本。
items:
  - {{item_no: "1-01", group_ja: 利用, name_ja: 貸出, unit_ja: 冊, kind: calculated, required: true, {_ITEMS}, check_ja: 延長を数えるか。, cells: [{{table_no: "1-(1)", row_path: 合計, column_path: 貸出冊数/計}}]}}
  - {{item_no: "1-02", group_ja: 利用, name_ja: 蔵書と登録, unit_ja: 件, kind: calculated, required: true, {_ITEMS}, cells: [{{table_no: "2-(1)", row_path: 全館, column_path: 年度末}}, {{table_no: "3-(1)", row_path: 計, column_path: 人数}}]}}
  - {{item_no: "1-03", group_ja: 利用, name_ja: 翌年の貸出, unit_ja: 冊, kind: calculated, required: false, {_ITEMS}, cells: [{{table_no: "1-(1)", row_path: 合計, column_path: 貸出冊数/計, year_offset: 1}}]}}
  - {{item_no: "2-01", group_ja: 施設, name_ja: 館数, unit_ja: 館, kind: carried_over, required: true, {_ITEMS}}}
  - {{item_no: "2-02", group_ja: 施設, name_ja: 面積, unit_ja: ㎡, decimals: 2, kind: entered, required: true, definition_ja: 測る。, valid_from: 2023-04-01}}
  - {{item_no: "2-03", group_ja: 施設, name_ja: 運営, unit_ja: "", answer: text, kind: carried_over, required: true, {_ITEMS}}}
  - {{item_no: "2-04", group_ja: 施設, name_ja: 電話, unit_ja: 台, kind: entered, required: true, {_ITEMS}, valid_to: 2023-03-30}}
""",
    ANSWERS_2022: """\
item_no,value,source_ja,entered_on
2-01,2,条例,2023-06-01
2-03,直営,条例,2023-06-01
""",
    ANSWERS_2023: """\
item_no,value,source_ja,entered_on
1-01,1841,窓口の記録,2024-06-03
2-02,1290.94,要覧,2024-06-03
""",
}


def add_survey(seeds: Path) -> Path:
    """Write the form and its answers into a tiny seeds tree."""
    for name, text in TEXTS.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return seeds
