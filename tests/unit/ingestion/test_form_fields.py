"""What would be lost from a monthly form, or taken for something else, is refused with its cell."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingestion.forms.read import read_form
from tests import seeds_tree as tree
from tests.deliveries_tree import Desk, raw_rows
from tests.seeds_tree import change
from tests.unit.ingestion.test_forms import CARDS, EVENTS, FIGURES, LOANS, fill, filled, reporting_desk

COVER = "表紙"
NO_HEAD = "があります。見出しのある欄に移すか、空欄にしてください。"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return reporting_desk(tmp_path)


def refusal(desk: Desk, path: Path) -> str:
    """Why a form is refused; nothing of it may stay."""
    why = desk.refuses(path)
    assert raw_rows(desk, FIGURES) == []
    return why.removeprefix("form.xlsx ")


@pytest.mark.parametrize(
    "written",
    [
        "0000-05",
        "9999-12",
        "2023-05、2023-06",
        "2023-0512",
        "2023-05-12",
        "2023-5",
        "٢٠٢٣-٠٥",
        "2023-06 控え",
    ],
)
def test_what_is_not_exactly_a_month_is_no_month(desk: Desk, written: str) -> None:
    assert refusal(desk, fill(filled(desk), COVER, {"B5": written})) == (
        f"シート「表紙」のB5: 年月「{written}」が読めません。2024-04 の形にしてください。"
    )


@pytest.mark.parametrize("name", ["砂山市", None])
def test_a_name_that_is_not_that_of_the_code_is_refused(desk: Desk, name: str | None) -> None:
    assert refusal(desk, fill(filled(desk), COVER, {"B4": name})) == (
        f"シート「表紙」のB4: 自治体名「{name or ''}」は自治体コード99001の「砂丘市」と違います。正しいほうに合わせてください。"
    )


@pytest.mark.parametrize(
    ("sheet", "place", "value"),
    [
        (LOANS, "D5", 31),
        (LOANS, "B7", 31),
        (LOANS, "F9", "五月は休館"),
        (LOANS, "C3", "1,200"),
        (CARDS, "D6", 0),
        (EVENTS, "F5", 12),
        (EVENTS, "H9", "別紙"),
    ],
)
def test_a_value_in_a_row_or_column_without_head_is_refused(
    desk: Desk, sheet: str, place: str, value: Any
) -> None:
    assert refusal(desk, fill(filled(desk), sheet, {place: value})) == (
        f"シート「{sheet}」の{place}: 見出しのない欄に値「{value}」{NO_HEAD}"
    )


def test_a_value_left_of_the_heads_is_refused(desk: Desk) -> None:
    path = filled(desk)
    workbook = openpyxl.load_workbook(path)
    workbook[LOANS].insert_cols(1)
    workbook[LOANS]["A5"] = 7
    workbook.save(path)
    assert refusal(desk, path) == f"シート「{LOANS}」のA5: 見出しのない欄に値「7」{NO_HEAD}"


def test_a_sheet_that_the_form_does_not_have_must_be_empty(desk: Desk) -> None:
    path = filled(desk)
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("控え")
    workbook.save(path)
    assert desk.take_one(path).state == "accepted"
    workbook["控え"]["C2"] = 12
    workbook.save(path)
    assert desk.refuses(path) == (
        "form.xlsx シート「控え」のC2: この月の様式にないシートに値があります。"
        "様式のシートに移して、このシートを消してください。"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (1e20, "「100000000000000000000」は大きすぎます。1,000,000,000,000以下の数にしてください。"),
        ("1,000,000,000,001", "「1,000,000,000,001」は大きすぎます。1,000,000,000,000以下の数に"),
        ("٣٤", "「٣٤」は数として読めません。0以上の数か空欄に"),
        (1.5, "「1.5」は端数があります。整数にしてください。"),
        ("24.50", "「24.50」は端数があります。整数にしてください。"),
    ],
)
def test_a_figure_that_cannot_be_a_count_is_refused(desk: Desk, written: Any, said: str) -> None:
    assert refusal(desk, filled(desk, B5=written)).startswith(f"シート「1-(1)」のB5: {said}")


def test_the_largest_count_is_taken(desk: Desk) -> None:
    desk.take_one(filled(desk, B5=10**12, C5=None, B6=None))
    assert raw_rows(desk, "select value from raw.raw_form__figures") == [("1000000000000",)]


def test_a_measure_with_decimals_takes_as_many(tmp_path: Path) -> None:
    seeds = reporting_desk(tmp_path).catalog.root
    change(seeds / tree.MEASURES, "開館日数, unit_ja: 日, decimals: 0", "開館日数, unit_ja: 日, decimals: 1")
    desk = Desk(tmp_path, seeds)
    path = filled(desk, B5=24.5, C5=None, B6=None)
    assert [figure["value"] for figure in read_form(path, path.name, desk.catalog).figures] == ["24.5"]
    assert refusal(desk, fill(path, LOANS, {"B5": 24.55})) == (
        "シート「1-(1)」のB5: 「24.55」は端数があります。小数第1位までの数にしてください。"
    )


@pytest.mark.parametrize("written", [99999999999, 10000, "٣", "9" * 5000])
def test_a_number_of_an_entry_beyond_those_of_a_yearbook_is_refused(desk: Desk, written: Any) -> None:
    why = refusal(desk, fill(filled(desk), EVENTS, {"A5": written, "B5": "会"}))
    assert why.startswith("シート「8-(1)」のA5: 「")
    assert why.endswith("」は番号として読めません。1から9999までの整数か空欄にしてください。")
    assert len(why) < 120


def test_a_stray_format_in_the_last_corner_does_no_harm_and_a_value_there_is_refused(desk: Desk) -> None:
    corner = "XFD1048576"
    path = fill(filled(desk), LOANS, {corner: None})
    workbook = openpyxl.load_workbook(path)
    for sheet in (LOANS, EVENTS, COVER):
        workbook[sheet][corner].number_format = "0.00"
    workbook.save(path)
    assert desk.take_one(path).state == "accepted"
    assert desk.refuses(fill(path, LOANS, {corner: 3})) == (
        f"form.xlsx シート「1-(1)」の{corner}: 見出しのない欄に値「3」{NO_HEAD}"
    )
