"""Days, periods and public holidays."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

import jpholiday

Unit = Literal["days", "weeks", "months", "years"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS_JA = "月火水木金土日"
ONE_DAY = timedelta(days=1)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A length of time as printed: a number of days, weeks, months or years."""

    number: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day that lies this long after another; a month that is too short gives its last day."""
        if self.unit in ("days", "weeks"):
            return day + timedelta(days=self.number * (7 if self.unit == "weeks" else 1))
        return _months_after(day, self.number * (12 if self.unit == "years" else 1))

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it: `P14D`, `P4W`, `P1M`, `P3Y`."""
        return f"P{self.number}{self.unit[0].upper()}"

    def before(self, day: date) -> date:
        """The day that lies this long before another."""
        return Period(-self.number, self.unit).after(day)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parsed_day(text: str) -> date | None:
    """`YYYY-MM-DD` that is a real day, else None."""
    return _parsed(_DAY, "%Y-%m-%d", text)


def parsed_month(text: str) -> date | None:
    """First day of `YYYY-MM`, else None."""
    return _parsed(_MONTH, "%Y-%m", text)


def parsed_local_time(text: str) -> datetime | None:
    """`YYYY-MM-DDTHH:MM` that is a real local time, else None."""
    if not _LOCAL_TIME.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")
    except ValueError:
        return None


def _parsed(pattern: re.Pattern[str], form: str, text: str) -> date | None:
    if not pattern.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None


@lru_cache(maxsize=20_000)
def is_holiday(day: date) -> bool:
    """Whether 国民の祝日に関する法律 makes the day a day off (祝日, 振替休日, 国民の休日)."""
    return bool(jpholiday.is_holiday(day))


def fiscal_year(day: date) -> int:
    """The fiscal year (年度, from April) of a day, named by the year in which it begins."""
    return day.year if day.month >= 4 else day.year - 1


def days_of_month(first: date) -> list[date]:
    """Every day of the month that begins on `first`."""
    return days_between(first, _months_after(first, 1) - ONE_DAY)


def days_between(first: date, last: date) -> list[date]:
    """Every day of a span, both ends included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
