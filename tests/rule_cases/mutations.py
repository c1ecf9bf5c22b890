"""Each number, day, time and boundary of a rule changed by one, one at a time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from lending_rules.dates import Period
from lending_rules.model import Rule

ONE_DAY = timedelta(days=1)
# What stands beside a boundary: the operator that holds at the number itself, and the one that does not.
BOUNDARIES = {
    "at_least": "exceeds", "exceeds": "at_least", "max_inclusive": "less_than", "less_than": "max_inclusive",
    "before": "on_or_before", "on_or_before": "before", "after": "on_or_after", "on_or_after": "after",
}  # fmt: skip
CHOICES = {
    "first_day": {"included": "excluded", "excluded": "included"},
    "on_holiday": {
        "closes_next_day_instead": "closes_all_the_same",
        "closes_all_the_same": "closes_next_day_instead",
        "next_workday": None,
    },
}


def mutations(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """A description of each change and the changed rule."""
    yield from _of_model(rule, "rule")


def _of_model(model: BaseModel, path: str) -> Iterator[tuple[str, Any]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        place = f"{path}.{name}"
        if name in CHOICES and value in CHOICES[name]:
            other = CHOICES[name][value]
            yield f"{place}: {value} -> {other}", model.model_copy(update={name: other})
            continue
        if name in BOUNDARIES and value is not None and BOUNDARIES[name] in type(model).model_fields:
            other = BOUNDARIES[name]
            yield f"{place} -> {other}", model.model_copy(update={name: None, other: value})
        for said, changed in _of_value(value, place):
            yield said, model.model_copy(update={name: changed})


def _of_value(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        yield from _of_model(value, place)
    elif isinstance(value, Period):
        for step in (1, -1):
            yield f"{place}: {value.number}{step:+} {value.unit}", Period(value.number + step, value.unit)
    elif isinstance(value, (tuple, Mapping)):
        yield from _of_members(value, place)
    else:
        for changed in _scalar(value):
            yield f"{place}: {value} -> {changed}", changed


def _of_members(value: tuple[Any, ...] | Mapping[str, Any], place: str) -> Iterator[tuple[str, Any]]:
    for key, member in value.items() if isinstance(value, Mapping) else enumerate(value):
        for said, changed in _of_value(member, f"{place}.{key}"):
            if isinstance(value, Mapping):
                yield said, {**value, key: changed}
            else:
                yield said, (*value[:key], changed, *value[key + 1 :])


def _scalar(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return []
    if isinstance(value, (int, float)):
        return [value + 1, value - 1]
    if isinstance(value, date):
        return [value + ONE_DAY, value - ONE_DAY]
    for form, step in (("%H:%M", timedelta(minutes=1)), ("%m-%d", ONE_DAY), ("%Y-%m-%d", ONE_DAY)):
        moment = _parsed(value, form)
        if moment is not None:
            return [f"{moment + step:{form}}", f"{moment - step:{form}}"]
    return []


def _parsed(value: Any, form: str) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        # A leap year, so that 02-29 parses.
        return (
            datetime.strptime(f"2024 {value}", f"%Y {form}")
            if "%Y" not in form
            else datetime.strptime(value, form)
        )
    except ValueError:
        return None
