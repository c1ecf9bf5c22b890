"""Figures, years and notes as the yearbook prints them."""

from decimal import Decimal

import pytest

from warehouse.format import figure, marked, number, year_label
from warehouse.table_parts import CellData


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("3009606.0000", 0, "3,009,606"),
        ("0", 0, "0"),
        ("-1163", 0, "△ 1,163"),
        ("-7440.5", 1, "△ 7,440.5"),
        ("24", 1, "24.0"),
        ("999.9", 1, "999.9"),
        ("1000", 2, "1,000.00"),
    ],
)
def test_numbers(value: str, decimals: int, text: str) -> None:
    assert number(Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("status", "text"),
    [("final", "△ 1,163.5"), ("provisional", "△ 1,163.5（速報値）"), ("approximate", "△ 1,163.5（概数）")],
)
def test_a_figure_that_is_not_final_is_marked(status: str, text: str) -> None:
    assert marked(Decimal("-1163.5"), 1, status) == text


@pytest.mark.parametrize(
    ("value", "value_text", "unit", "text"),
    [
        (Decimal("24.3"), None, "%", "24.3%"),
        (Decimal("24.3"), None, "円", "24.3"),
        # What is printed beside the number alone wins: brackets, marks, and a blank that is meant.
        (Decimal(481158), "(481,158)", "人", "(481,158)"),
        (None, "0*", "冊", "0*"),
        (None, "-", "%", "-"),
        (None, "", "冊", ""),
        (None, None, "冊", ""),
    ],
)
def test_figures(value: Decimal | None, value_text: str | None, unit: str, text: str) -> None:
    cell = CellData("全館", "冊数", 2023, None, "count", unit, value, value_text, "final")
    assert figure(cell, {"count": 1}) == text


def test_years_bear_the_name_of_their_era_while_the_calendar_lasts() -> None:
    assert [year_label(year, {2024: "R6"}) for year in (2024, 2060)] == ["R6", "2060"]
