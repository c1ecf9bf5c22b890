"""Values computed from the facts: totals, days, days since others, choices; missing where a fact is."""

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from lending_rules.condition_model import Expression
from lending_rules.conditions import MISSING, evaluate

DAY = date(2030, 6, 12)  # a Wednesday


def value(written: dict[str, Any], **facts: Any) -> Any:
    return evaluate(Expression.model_validate(written), facts)


@pytest.mark.parametrize(
    ("of", "items", "expected"),
    [
        (["held", "ask"], None, 7),
        (["held"], None, 4),
        (["held", "ask"], ["book"], 5),
        (["held", "ask"], ["cd", "dvd"], 2),
        (["held", "ask"], ["comic"], 0),
        (["reserved"], None, MISSING),
        (["held", "reserved"], None, 4),
    ],
)
def test_totals_of_counters(of: list[str], items: list[str] | None, expected: Any) -> None:
    facts = {"held": {"book": 3, "cd": 1}, "ask": {"book": 2, "dvd": 1}}

    assert value({"total": {"of": of, "items": items}}, **facts) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ({}, DAY),
        ({"plus": {"days": 1}}, date(2030, 6, 13)),
        ({"plus": {"weeks": 2}}, date(2030, 6, 26)),
        ({"plus": {"months": 1}}, date(2030, 7, 12)),
        ({"plus": {"years": 1}}, date(2031, 6, 12)),
        ({"minus": {"days": 12}}, date(2030, 5, 31)),
        ({"weekday": "monday"}, date(2030, 6, 10)),
        ({"weekday": "sunday"}, date(2030, 6, 16)),
        ({"weekday": "monday", "plus": {"days": 1}}, date(2030, 6, 11)),
        ({"fiscal_year_end": True}, date(2031, 3, 31)),
        ({"fiscal_year_end": True, "plus": {"years": 3}}, date(2034, 3, 31)),
        ({"on_holiday": "next_workday"}, DAY),
        ({"weekday": "saturday", "on_holiday": "next_workday"}, date(2030, 6, 17)),
        ({"at": "15:00"}, datetime(2030, 6, 12, 15, 0)),
    ],
)
def test_a_day_computed_from_a_day(steps: dict[str, Any], expected: date) -> None:
    assert value({"fact": "on", **steps}, on=DAY) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2030, 1, 31), date(2030, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2030, 12, 31), date(2031, 1, 31)),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(on: date, expected: date) -> None:
    assert value({"fact": "on", "plus": {"months": 1}}, on=on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2030, 3, 31), date(2030, 3, 31)),
        (date(2030, 4, 1), date(2031, 3, 31)),
        (2030, date(2031, 3, 31)),
    ],
)
def test_the_end_of_the_fiscal_year_of_a_day_or_a_year(on: Any, expected: date) -> None:
    assert value({"fact": "x", "fiscal_year_end": True}, x=on) == expected


def test_holidays_in_a_row_lead_to_the_first_workday() -> None:
    # 3 May 2030 is a Friday; Saturday and Sunday are holidays too, Monday the 6th is off in their stead.
    assert value({"fact": "on", "on_holiday": "next_workday"}, on=date(2030, 5, 3)) == date(2030, 5, 7)


def test_the_days_since_another_day() -> None:
    written = {"fact": "on", "days_since": {"fact": "due_on"}}

    assert value(written, on=DAY, due_on=date(2030, 6, 10)) == 2
    assert value(written, on=DAY, due_on=DAY) == 0
    assert value(written, on=DAY, due_on=date(2030, 6, 13)) == -1
    assert value(written, on=DAY) is MISSING
    assert value(written, due_on=DAY) is MISSING


def test_a_choice_of_values() -> None:
    first = {"first_of": [{"fact": "extended_to"}, {"fact": "due_on"}]}
    earliest = {"earliest_of": [{"fact": "extended_to"}, {"fact": "due_on"}]}
    extended, due = date(2030, 6, 20), date(2030, 6, 10)

    assert value(first, extended_to=extended, due_on=due) == extended
    assert value(first, due_on=due) == due
    assert value(earliest, extended_to=extended, due_on=due) == due
    assert value(earliest, extended_to=extended) == extended
    assert value(first) is MISSING


def test_half_of_a_number() -> None:
    assert value({"fact": "work_pages", "divided_by": 2}, work_pages=101) == 50.5


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"fact": "on", "first_of": [{"fact": "x"}]},
        {"fact": "on", "plus": {"days": 0}},
        {"fact": "on", "plus": {"fortnights": 1}},
        {"fact": "on", "plus": {"days": 1, "weeks": 1}},
        {"fact": "on", "at": "24:00"},
        {"fact": "on", "weekday": "mon"},
    ],
)
def test_a_badly_written_expression_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Expression.model_validate(written)
