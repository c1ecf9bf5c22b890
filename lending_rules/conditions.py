"""Tests of conditions and values of expressions against the facts of a request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from lending_rules.condition_model import Condition, Expression, LibraryOpen, Total
from lending_rules.dates import ONE_DAY, WEEKDAYS, fiscal_year, is_holiday

Facts = Mapping[str, Any]
# Whether the library of the request is open; None when it is not known which library is meant.
LibraryTest = Callable[[LibraryOpen, Facts], bool | None]


class _Missing:
    """A fact that the request does not give."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


@dataclass(frozen=True)
class Check:
    """One comparison that was made. `value` and `bound` are MISSING where a fact was not given."""

    condition: Condition
    value: Any
    bound: Any
    holds: bool
    parts: tuple["Check", ...] = ()


def fact(facts: Facts, path: str) -> Any:
    """The value of a fact, MISSING when it is not given; of a list, the tuple of its members' values."""
    value: Any = facts
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name, MISSING)
        elif isinstance(value, tuple):
            value = tuple(member[name] for member in value if name in member)
        else:
            return MISSING
    return value


def total(facts: Facts, wanted: Total) -> Any:
    """Pieces of the counters, MISSING when none of the counters is given."""
    counters = [facts[name] for name in wanted.of if name in facts]
    if not counters:
        return MISSING
    return sum(
        count
        for counter in counters
        for key, count in counter.items()
        if wanted.items is None or key in wanted.items
    )


def evaluate(expression: Expression, facts: Facts) -> Any:
    """Value of an expression: a day, a local time or a number; MISSING when a needed fact is."""
    value = _beginning(expression, facts)
    if value is MISSING:
        return MISSING
    value = _moved(expression, value)
    if expression.days_since is not None:
        since = evaluate(expression.days_since, facts)
        if since is MISSING:
            return MISSING
        value = (value - since).days
    if expression.divided_by is not None:
        value = value / expression.divided_by
    if expression.at is not None:
        value = datetime.combine(value, time.fromisoformat(expression.at))
    return value


def _moved(expression: Expression, value: Any) -> Any:
    """The day to which an expression moves another; numbers stay."""
    if expression.fiscal_year_end:
        year = fiscal_year(value) if isinstance(value, date) else value
        value = date(year + 1, 3, 31)
    if expression.weekday is not None:
        value = value + ONE_DAY * (WEEKDAYS.index(expression.weekday) - value.weekday())
    if expression.plus is not None:
        value = expression.plus.after(value)
    if expression.minus is not None:
        value = expression.minus.before(value)
    if expression.on_holiday is not None:
        while value.weekday() >= 5 or is_holiday(value):
            value += ONE_DAY
    return value


def _beginning(expression: Expression, facts: Facts) -> Any:
    if expression.fact is not None:
        return fact(facts, expression.fact)
    if expression.total is not None:
        return total(facts, expression.total)
    values = [evaluate(part, facts) for part in expression.first_of or expression.earliest_of or ()]
    known = [value for value in values if value is not MISSING]
    if not known:
        return MISSING
    return known[0] if expression.first_of is not None else min(known)


def check(condition: Condition, facts: Facts, absent_holds: bool, is_open: LibraryTest) -> Check:
    """Test one condition.

    Args:
        condition: the test.
        facts: of the request.
        absent_holds: what a missing fact means here (True in `require`, False in `when`).
        is_open: whether the library of the request is open.
    """
    for form, join in _JOINS.items():
        parts = getattr(condition, form)
        if parts is not None:
            # Within `none`, a missing fact must count for the opposite to mean the same.
            made = tuple(check(part, facts, absent_holds != (form == "none"), is_open) for part in parts)
            return Check(condition, MISSING, MISSING, join(part.holds for part in made), made)
    if condition.library_open is not None:
        opened = is_open(condition.library_open, facts)
        return Check(
            condition, MISSING if opened is None else opened, True, absent_holds if opened is None else opened
        )
    value = subject(condition, facts)
    name, operand = condition.operator
    bound = evaluate(operand, facts) if isinstance(operand, Expression) else operand
    if name == "present":
        return Check(condition, value, bound, (value is not MISSING) == bound)
    if value is MISSING or bound is MISSING:
        if condition.if_absent is not None:
            absent_holds = condition.if_absent == "holds"
        return Check(condition, value, bound, absent_holds)
    return Check(condition, value, bound, comparison(condition)(value, bound))


def comparison(condition: Condition) -> Callable[[Any, Any], bool]:
    """What tells whether a value stands to a bound as the condition wants it."""
    return _OPERATORS[condition.operator[0]]


def subject(condition: Condition, facts: Facts) -> Any:
    """What a condition tests; MISSING when it is not given."""
    if condition.total is not None:
        return total(facts, condition.total)
    if condition.computed is not None:
        return evaluate(condition.computed, facts)
    return fact(facts, condition.fact or "")


_JOINS: Mapping[str, Callable[[Any], bool]] = {"any": any, "all": all, "none": lambda parts: not any(parts)}

_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "equals": lambda value, bound: bool(value == bound),
    "in_": lambda value, bound: value in bound,
    "not_in": lambda value, bound: value not in bound,
    "contains": lambda value, bound: bound in value,
    "contains_any": lambda value, bound: any(word in value for word in bound),
    "lacks": lambda value, bound: bound not in value,
    "at_least": lambda value, bound: bool(value >= bound),
    "max_inclusive": lambda value, bound: bool(value <= bound),
    "exceeds": lambda value, bound: bool(value > bound),
    "less_than": lambda value, bound: bool(value < bound),
    "before": lambda value, bound: bool(value < bound),
    "on_or_before": lambda value, bound: bool(value <= bound),
    "after": lambda value, bound: bool(value > bound),
    "on_or_after": lambda value, bound: bool(value >= bound),
    "falls_on": lambda value, pattern: pattern.holds(value),
}
