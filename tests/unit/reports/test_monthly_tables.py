"""The words and marks of the monthly report: how final it is, what is not whole, what is not compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.monthly.document import title_ja
from reports.monthly.figures import Figure, Month
from reports.monthly.tables import remarks, report_tables

JUNE = date(2024, 6, 1)
LOANS = Figure(
    name_ja="貸出冊数",
    unit_ja="冊",
    decimals=0,
    library_ja="",
    fiscal_year=2024,
    month=JUNE,
    measure_id="loans",
    library_code="",
    value=Decimal("1200.0000"),
    value_status="provisional",
    last_year_value=Decimal(1250),
    running_value=Decimal(3600),
    last_year_running_value=Decimal(3000),
    open_days=50,
    per_open_day=Decimal("24.0000"),
    is_complete=True,
    delivered_until=date(2024, 6, 30),
    libraries_missing=0,
    is_last_year_complete=True,
    is_running_complete=True,
    is_last_year_running_complete=True,
    unknown_value=Decimal(0),
    is_sample=False,
)


def month_of(*figures: Figure) -> Month:
    names = {2023: "令和5年度", 2024: "令和6年度"}
    return Month("99001", "砂丘市立図書館", JUNE, 2024, "令和6年6月（2024年6月）", names, figures, (), (), ())


def line(figure: Figure) -> tuple[str, ...]:
    """The figures of the one measure of a report."""
    [tables] = report_tables(month_of(figure)).values()
    [(name, *texts)] = tables[0].rows
    assert name == "貸出冊数（冊）"
    return tuple(texts)


def test_a_whole_month_is_compared() -> None:
    assert line(LOANS) == ("1,200", "1,250", "△ 50", "△ 4.0%", "3,600", "3,000", "20.0%", "24.0")


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"is_complete": False}, ("1,200※", "1,250", "－", "－", "3,600", "3,000", "20.0%", "24.0")),
        (
            {"is_last_year_complete": False},
            ("1,200", "1,250※", "－", "－", "3,600", "3,000", "20.0%", "24.0"),
        ),
        (
            {"is_running_complete": False},
            ("1,200", "1,250", "△ 50", "△ 4.0%", "3,600※", "3,000", "－", "24.0"),
        ),
    ],
)
def test_what_is_not_whole_is_marked_and_not_compared(
    flags: dict[str, bool], expected: tuple[str, ...]
) -> None:
    figure = replace(LOANS, **flags)  # type: ignore[arg-type]
    assert line(figure) == expected
    assert any(said.startswith("「※」は") for said in remarks(month_of(figure)))


def test_nothing_is_a_dash_and_a_nought_is_a_nought() -> None:
    absent = replace(LOANS, value=None, last_year_value=None, running_value=None, per_open_day=None)
    assert line(absent) == ("－", "－", "－", "－", "－", "3,000", "－", "－")
    assert line(replace(LOANS, value=Decimal(0), last_year_value=Decimal(0)))[:4] == ("0", "0", "0", "－")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2024, 6, 12), "6月12日までの納品による項目：貸出冊数。"),
        (None, "月の初めの日の納品がない項目：貸出冊数。"),
    ],
)
def test_it_says_until_which_day(until: date | None, said: str) -> None:
    assert said in list(remarks(month_of(replace(LOANS, is_complete=False, delivered_until=until))))


def test_it_says_what_is_missing_and_what_cannot_be_told_apart() -> None:
    figure = replace(LOANS, is_complete=False, libraries_missing=2, unknown_value=Decimal(7))
    said = list(remarks(replace(month_of(figure), absent_ja=("入館者数",))))
    assert "当月の納品がまだない項目：入館者数。" in said
    assert "数値の届いていない館のある項目：貸出冊数（2館）。" in said
    assert "区分が分からないため、数値に入れていないもの：貸出冊数7冊。" in said


def test_the_title_says_how_final_it_is_and_whether_it_is_a_sample() -> None:
    final = replace(LOANS, value_status="final")
    assert title_ja(month_of(LOANS)) == "月報　令和6年6月（2024年6月）　速報値"
    assert title_ja(month_of(final)) == "月報　令和6年6月（2024年6月）　確定値"
    assert title_ja(month_of(final, LOANS)).endswith("速報値")
    assert title_ja(month_of(replace(final, is_sample=True))).endswith("確定値　見本")
    assert next(remarks(month_of(final))).startswith("確定値：")
