"""A yearly form leaves complete, or marked on every sheet; nothing on it can be run."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest

from reports.survey_workbook import ANSWER_HEADS, survey_workbook
from reports.surveys import incomplete
from warehouse.surveys import SurveyAnswer, SurveyForm

BUILT_AT = datetime(2026, 4, 1, 3, tzinfo=UTC)
LOANS = SurveyAnswer(
    "1-01", "利用", "貸出", "冊", 0, "calculated", "calculated", True, False, Decimal(1840), None, "estimate", 2023,
    "数える。", "延長を数えるか。", "表1-(1) 合計", "select 1840 as value",
)  # fmt: skip
TEXT = SurveyAnswer(
    "2-03", "施設", "運営", "", 0, "carried_over", "carried_over", True, True, None, "=1+1", None, 2021,
    "書く。", None, "2021年度の回答", "select value_text",
)  # fmt: skip
OPEN = SurveyAnswer(
    "2-02", "施設", "面積", "㎡", 2, "entered", "missing", True, False, None, None, None, None,
    "測る。", None, "まだ回答がない", None,
)  # fmt: skip
FORM = SurveyForm(
    "yearly", "砂丘調査", "砂丘協会", "実績の年度。", ("欄と等しい。",), ("公式の様式はない。",), "見本。",
    "99001", "砂丘市", "sakyu", 2023, (LOANS, OPEN, TEXT),
)  # fmt: skip


def sheets(form: SurveyForm, *, draft: bool) -> dict[str, dict[str, object]]:
    """Every filled cell by sheet and place."""
    book = openpyxl.load_workbook(io.BytesIO(survey_workbook(form, BUILT_AT, draft=draft)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in book
    }


def test_a_draft_says_so_on_every_sheet_and_a_complete_form_on_none() -> None:
    drafted = sheets(FORM, draft=True)
    assert list(drafted) == ["調査票", "定義と出所"]
    for cells in drafted.values():
        assert cells["A2"] == "【未完成】必須項目3件のうち1件が埋まっていません。"
    complete = replace(FORM, answers=(LOANS, TEXT))
    for cells in sheets(complete, draft=False).values():
        assert not any("未完成" in str(value) for value in cells.values())


def test_each_answer_stands_with_kind_origin_and_definition() -> None:
    cells = sheets(FORM, draft=True)["調査票"]
    lines = {cells[f"A{row}"]: row for row in range(8, 12)}
    assert tuple(cells[f"{column}{lines['項目番号']}"] for column in "ABCDEFGHIJK") == ANSWER_HEADS
    row = lines["1-01"]
    assert [cells[f"{c}{row}"] for c in "EFGHI"] == [
        1840,
        "計算",
        "計算値(推計値)",
        "表1-(1) 合計",
        "数える。",
    ]
    assert cells[f"G{lines['2-02']}"] == "未記入(必須)"
    row = lines["2-03"]
    # What looks like a formula stays the text that it is.
    assert [cells[f"{c}{row}"] for c in "EG"] == ["=1+1", "引継ぎ(2021年度から)"]


def test_the_second_sheet_has_definition_query_and_what_was_not_verified() -> None:
    said = list(sheets(FORM, draft=True)["定義と出所"].values())
    for text in (
        "select 1840 as value",
        "延長を数えるか。",
        "測る。",
        "確かめていないこと: 公式の様式はない。",
    ):
        assert text in said
    assert any("公式の調査票ではありません" in str(text) for text in said)


def test_two_workbooks_of_one_build_are_equal() -> None:
    assert survey_workbook(FORM, BUILT_AT, draft=True) == survey_workbook(FORM, BUILT_AT, draft=True)


@pytest.mark.parametrize(("missing", "said"), [(1, "3件のうち1件(2-02 面積)が"), (7, "9件のうち7件(2-02 面積、2-02 面積、2-02 面積、2-02 面積、2-02 面積など)が")])  # fmt: skip
def test_the_gate_names_how_many_and_the_first(missing: int, said: str) -> None:
    sentence = incomplete(replace(FORM, answers=(LOANS, TEXT, *[OPEN] * missing)))
    assert said in sentence
    assert "--draft" in sentence
