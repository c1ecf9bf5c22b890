"""Patterns of days: weekdays, their number in the month, month ends, spans of the year, dated lists."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from lending_rules.dates import ONE_DAY, WEEKDAYS, is_holiday

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class NthWeekday(ClosedModel):
    """The nth of a weekday in the month, counted from 1; `last` for the last one."""

    weekday: Weekday
    nth: Literal[1, 2, 3, 4, 5, "last"]


class YearSpan(ClosedModel):
    """The same days of each year, MM-DD to MM-DD, both included; may run over the year's end."""

    from_: str = Field(alias="from", pattern=r"^\d{2}-\d{2}$")
    to: str = Field(pattern=r"^\d{2}-\d{2}$")


class Span(ClosedModel):
    """From day to day, both included; null is open."""

    from_: date = Field(alias="from")
    to: date | None


class DayPattern(ClosedModel):
    """One test of a day, or several joined by `any`, `all` or `none`."""

    any: tuple["DayPattern", ...] | None = Field(default=None, strict=False)
    all: tuple["DayPattern", ...] | None = Field(default=None, strict=False)
    none: tuple["DayPattern", ...] | None = Field(default=None, strict=False)
    every_day: Literal[True] | None = None
    holidays: Literal[True] | None = None
    weekdays: tuple[Weekday, ...] | None = Field(default=None, strict=False)
    nth_weekday: NthWeekday | None = None
    day_after: "DayPattern | None" = None
    months: tuple[int, ...] | None = Field(default=None, strict=False)
    days_of_month: tuple[int, ...] | None = Field(default=None, strict=False)
    last_day_of_month: Literal[True] | None = None
    last_workday_of_month: Literal[True] | None = None
    year_span: YearSpan | None = None
    span: Span | None = None
    dates: tuple[date, ...] | None = Field(default=None, strict=False)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise PydanticCustomError(
                "days", "日の決め方を一つだけ書いてください(組み合わせは any、all、none)"
            )
        return self

    def holds(self, day: date) -> bool:
        """Whether a day fits."""
        name = next(name for name in _TESTS if getattr(self, name) is not None)
        return _TESTS[name](getattr(self, name), day)


def _is_nth(day: date, nth: NthWeekday) -> bool:
    if WEEKDAYS[day.weekday()] != nth.weekday:
        return False
    if nth.nth == "last":
        return day.day + 7 > monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 == nth.nth


def _in_year(day: date, span: YearSpan) -> bool:
    written = f"{day:%m-%d}"
    if span.from_ <= span.to:
        return span.from_ <= written <= span.to
    return written >= span.from_ or written <= span.to


def _is_last(day: date, workday: bool) -> bool:
    last = day.replace(day=monthrange(day.year, day.month)[1])
    while workday and (last.weekday() >= 5 or is_holiday(last)):
        last -= ONE_DAY
    return day == last


_TESTS: Mapping[str, Callable[[Any, date], bool]] = {
    "any": lambda patterns, day: any(pattern.holds(day) for pattern in patterns),
    "all": lambda patterns, day: all(pattern.holds(day) for pattern in patterns),
    "none": lambda patterns, day: not any(pattern.holds(day) for pattern in patterns),
    "every_day": lambda _, day: True,
    "holidays": lambda _, day: is_holiday(day),
    "weekdays": lambda names, day: WEEKDAYS[day.weekday()] in names,
    "nth_weekday": lambda nth, day: _is_nth(day, nth),
    "day_after": lambda pattern, day: pattern.holds(day - ONE_DAY),
    "months": lambda months, day: day.month in months,
    "days_of_month": lambda days, day: day.day in days,
    "last_day_of_month": lambda _, day: _is_last(day, workday=False),
    "last_workday_of_month": lambda _, day: _is_last(day, workday=True),
    "year_span": lambda span, day: _in_year(day, span),
    "span": lambda span, day: span.from_ <= day and (span.to is None or day <= span.to),
    "dates": lambda dates, day: day in dates,
}
