"""Figures, changes and axis labels as Japanese readers write them."""

from datetime import date
from decimal import Decimal

import pytest

from dashboards.format import axis_ticks, change, date_ja, fiscal_year, in_man, number, plain


def test_numbers_carry_separators_triangles_and_dashes() -> None:
    assert number(Decimal(3009606)) == "3,009,606"
    assert number(Decimal("-1163.00")) == "△ 1,163"
    assert number(Decimal("24.25"), 1) == "24.2"
    assert number(None) == "―"


@pytest.mark.parametrize(
    ("now", "before", "decimals", "written"),
    [
        (3009606, 3092493, 0, "△ 82,887（△ 2.7%）"),
        (831025, 830863, 0, "+162（±0.0%）"),
        (12, 12, 0, "±0（±0.0%）"),
        (5, 0, 0, "+5"),
        ("24.3", "22.1", 1, "+2.2（+10.0%）"),
    ],
)
def test_a_change_says_difference_and_share(now: str, before: str, decimals: int, written: str) -> None:
    assert change(Decimal(now), Decimal(before), decimals) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (0.5, "0.5"),
        (4500, "4,500"),
        (15000, "1.5万"),
        (3_000_000, "300万"),
        (800_000_000, "8億"),
        (-20000, "-2万"),
    ],
)
def test_axis_labels_are_in_man_and_oku(value: float, written: str) -> None:
    assert in_man(value) == written


@pytest.mark.parametrize("largest", [0.7, 1, 99, 3_009_606, 786_000_000])
def test_ticks_are_round_and_cover_the_figures(largest: float) -> None:
    ticks = axis_ticks(largest)
    assert ticks[0] == 0
    assert str(ticks[0]) == "0.0"
    assert ticks[-2] < largest <= ticks[-1]
    assert len(ticks) <= 6


def test_ticks_reach_below_zero() -> None:
    assert axis_ticks(100, -120) == [-200, -100, 0, 100]


def test_ticks_of_nothing_are_an_axis_all_the_same() -> None:
    assert axis_ticks(0) == [0.0, 1.0]


def test_years_and_days() -> None:
    assert fiscal_year(2024, "令和6年度") == "令和6年度（2024）"
    assert date_ja(date(2026, 4, 1)) == "2026年4月1日"
    assert date_ja(None) == ""


def test_marks_of_markdown_are_plain_text() -> None:
    assert plain("13~22歳 [x](y) :red[a] $b$") == r"13\~22歳 \[x\]\(y\) \:red\[a\] \$b\$"
