"""Every pattern of days, on days that fit and on their neighbours."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from lending_rules.day_pattern import DayPattern

MONDAY = {"weekdays": ["monday"]}


def fitting(written: dict[str, Any], first: str, last: str) -> list[str]:
    """The days of a span, both included, that fit."""
    pattern = DayPattern.model_validate(written)
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (day + timedelta(days=n) for n in range((end - day).days + 1))
    return [each.isoformat() for each in days if pattern.holds(each)]


def in_june(written: dict[str, Any]) -> list[int]:
    """Days of June 2030, which begins on a Saturday, has thirty days and no holiday."""
    return [int(day[-2:]) for day in fitting(written, "2030-06-01", "2030-06-30")]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ({"every_day": True}, list(range(1, 31))),
        (MONDAY, [3, 10, 17, 24]),
        ({"weekdays": ["saturday", "sunday"]}, [1, 2, 8, 9, 15, 16, 22, 23, 29, 30]),
        ({"nth_weekday": {"weekday": "saturday", "nth": 1}}, [1]),
        ({"nth_weekday": {"weekday": "friday", "nth": 1}}, [7]),
        ({"nth_weekday": {"weekday": "thursday", "nth": 2}}, [13]),
        ({"nth_weekday": {"weekday": "thursday", "nth": 3}}, [20]),
        ({"nth_weekday": {"weekday": "friday", "nth": 4}}, [28]),
        ({"nth_weekday": {"weekday": "saturday", "nth": 5}}, [29]),
        ({"nth_weekday": {"weekday": "monday", "nth": 5}}, []),
        ({"nth_weekday": {"weekday": "monday", "nth": "last"}}, [24]),
        ({"nth_weekday": {"weekday": "sunday", "nth": "last"}}, [30]),
        ({"day_after": MONDAY}, [4, 11, 18, 25]),
        ({"days_of_month": [1, 15, 31]}, [1, 15]),
        ({"last_day_of_month": True}, [30]),
        ({"last_workday_of_month": True}, [28]),
        ({"months": [5, 7]}, []),
        ({"months": [6]}, list(range(1, 31))),
        ({"year_span": {"from": "06-03", "to": "06-05"}}, [3, 4, 5]),
        ({"span": {"from": date(2030, 6, 28), "to": None}}, [28, 29, 30]),
        ({"span": {"from": date(2030, 5, 1), "to": date(2030, 6, 2)}}, [1, 2]),
        ({"span": {"from": date(2030, 6, 5), "to": date(2030, 6, 5)}}, [5]),
        ({"dates": [date(2030, 6, 7), date(2031, 6, 8)]}, [7]),
        ({"any": [MONDAY, {"days_of_month": [5]}]}, [3, 5, 10, 17, 24]),
        ({"all": [MONDAY, {"days_of_month": [5, 10]}]}, [10]),
        ({"all": [MONDAY, {"none": [{"days_of_month": [10, 17]}]}]}, [3, 24]),
        ({"none": [{"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]}]},
         [2, 9, 16, 23, 30]),
    ],
)  # fmt: skip
def test_days_of_a_plain_month(written: dict[str, Any], days: list[int]) -> None:
    assert in_june(written) == days


def test_a_span_over_the_end_of_the_year() -> None:
    written = {"year_span": {"from": "12-29", "to": "01-03"}}

    assert fitting(written, "2030-12-28", "2031-01-04") == [
        "2030-12-29", "2030-12-30", "2030-12-31", "2031-01-01", "2031-01-02", "2031-01-03",
    ]  # fmt: skip


def test_holidays_with_their_substitutes() -> None:
    # In 2030 the fifth of May is a Sunday, so the Monday after it is off.
    assert fitting({"holidays": True}, "2030-04-28", "2030-05-08") == [
        "2030-04-29", "2030-05-03", "2030-05-04", "2030-05-05", "2030-05-06",
    ]  # fmt: skip


def test_the_day_after_reaches_back_into_the_month_before() -> None:
    assert fitting({"day_after": {"last_day_of_month": True}}, "2030-06-29", "2030-07-02") == ["2030-07-01"]


def test_the_last_workday_of_a_month_that_ends_on_a_holiday() -> None:
    # 29 April is a holiday, 30 April 2030 is a Tuesday; 31 March is a Sunday.
    assert fitting({"last_workday_of_month": True}, "2030-03-27", "2030-04-30") == [
        "2030-03-29",
        "2030-04-30",
    ]


@pytest.mark.parametrize(("year", "last"), [(2028, "2028-02-29"), (2030, "2030-02-28")])
def test_the_last_day_of_february(year: int, last: str) -> None:
    assert fitting({"last_day_of_month": True}, f"{year}-02-25", f"{year}-03-01") == [last]


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"every_day": True, "holidays": True},
        {"every_day": False},
        {"weekdays": ["moonday"]},
        {"nth_weekday": {"weekday": "monday", "nth": 6}},
        {"nth_weekday": {"weekday": "monday", "nth": 0}},
        {"year_span": {"from": "1-4", "to": "01-05"}},
        {"dates": ["2030-06-07"]},
        {"weeks": [1]},
    ],
)
def test_a_badly_written_pattern_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        DayPattern.model_validate(written)
