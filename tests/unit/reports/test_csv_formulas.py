"""Text that a spreadsheet would run is stopped in every disguise; what is harmless stays as it is."""

import pytest

from reports.formulas import harmless, is_formula, literal

HOSTILE = [
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://example.invalid","x")',
    "+1",
    "-1",
    "-2+3",
    "@SUM(A1)",
    "＝１＋１",
    "＋1",
    "－1+1",
    "−1+1",
    "＠SUM(A1)",
    "﹦1+1",
    "\tx",
    "\t=1+1",
    "\r=1",
    "\nx",
    " =1+1",
    "　=1+1",
    "\u200b=1+1",
    "\ufeff＝1",
    "\u202e=1",
]
HARMLESS = [
    "",
    "-",
    "－",
    "―",
    "--",
    "/",
    "0*",
    "△ 7,440",
    "4-(1)",
    "a=b",
    "1-2",
    "中央・北部",
    "'=1",
    "R6",
    "※注",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_is_guarded(text: str) -> None:
    assert is_formula(text)
    assert harmless(text) == literal(text) == "'" + text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_alone(text: str) -> None:
    assert not is_formula(text)
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["(481,158)", "（481,158）", "(1)", "7-12", "７－12", "007"])
def test_excel_is_kept_from_reading_another_value(text: str) -> None:
    assert literal(text) == "'" + text
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["4-(1)", "81(1)", "9/6～10/2", "4/13", "13～22歳", "0", "延べ131名"])
def test_text_that_excel_shows_as_it_is_needs_no_guard(text: str) -> None:
    assert literal(text) == text
