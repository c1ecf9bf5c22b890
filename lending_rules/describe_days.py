"""Patterns of days in Japanese words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lending_rules.dates import WEEKDAYS, WEEKDAYS_JA
from lending_rules.day_pattern import DayPattern
from lending_rules.labels import shown


def days_ja(pattern: DayPattern | Mapping[str, Any]) -> str:
    """`月曜日`, `第1木曜日`, `12月29日から1月4日まで`; joined patterns in brackets."""
    data = pattern if isinstance(pattern, Mapping) else _written(pattern)
    form, operand = next(iter(data.items()))
    return _SAID[form](operand) if form in _SAID else "規則の指す日"


def _written(pattern: DayPattern) -> dict[str, Any]:
    forms = {name: getattr(pattern, name) for name in type(pattern).model_fields}
    return {name: operand for name, operand in forms.items() if operand is not None}


def _weekdays(names: Any) -> str:
    return "・".join(WEEKDAYS_JA[WEEKDAYS.index(name)] for name in names) + "曜日"


def _nth(nth: Any) -> str:
    number = "最後の" if nth.nth == "last" else f"第{nth.nth}"
    return f"{number}{_weekdays([nth.weekday])}"


def _in_brackets(patterns: Any, joint: str) -> str:
    parts = [days_ja(pattern) for pattern in patterns]
    return parts[0] if len(parts) == 1 else f"({joint.join(parts)})"


def _month_day(written: str) -> str:
    month, _, day = written.partition("-")
    return f"{int(month)}月{int(day)}日"


def _span(span: Any) -> str:
    first = "" if span.from_ == date.min else f"{shown(span.from_)}から"
    return f"{first}{shown(span.to)}まで" if span.to is not None else f"{first}後の日"


_SAID: Mapping[str, Callable[[Any], str]] = {
    "any": lambda patterns: _in_brackets(patterns, "または"),
    "all": lambda patterns: _in_brackets(patterns, "であり"),
    "none": lambda patterns: f"{_in_brackets(patterns, 'または')}以外の日",
    "every_day": lambda _: "毎日",
    "holidays": lambda _: "祝日",
    "weekdays": _weekdays,
    "nth_weekday": _nth,
    "day_after": lambda pattern: f"{days_ja(pattern)}の翌日",
    "months": lambda months: "・".join(f"{month}月" for month in months),
    "days_of_month": lambda days: "毎月" + "・".join(f"{day}日" for day in days),
    "last_day_of_month": lambda _: "月の末日",
    "last_workday_of_month": lambda _: "月の最後の平日",
    "year_span": lambda span: f"{_month_day(span.from_)}から{_month_day(span.to)}まで",
    "span": _span,
    "dates": lambda days: "、".join(shown(day) for day in days),
}
