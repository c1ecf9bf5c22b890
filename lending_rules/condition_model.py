"""How a rule names facts, computes with them and tests them: a closed language."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from lending_rules.dates import Period
from lending_rules.day_pattern import DayPattern, Weekday
from lending_rules.words import folded_deep


def _period(data: Any) -> Any:
    if isinstance(data, dict) and len(data) == 1:
        unit, number = next(iter(data.items()))
        if unit in ("days", "weeks", "months", "years") and isinstance(number, int) and number > 0:
            return Period(number, unit)
    raise PydanticCustomError("period", "期間は days、weeks、months、years のどれか一つで書いてください")


def _folded(data: Any) -> Any:
    return folded_deep(data)


Length = Annotated[Period, BeforeValidator(_period)]
Words = Annotated[tuple[str, ...], BeforeValidator(_folded), Field(strict=False, min_length=1)]


class Expression(ClosedModel):
    """A value computed from the facts of the request; missing when a fact that it needs is missing.

    Begins with `fact`, `first_of` (the first that is not missing), `earliest_of` or `total` of counters, and goes on in
    the order in which the members stand here. `weekday`: that day of the week (from Monday) in which the day lies.
    `on_holiday: next_workday`: from a holiday, Saturday or Sunday to the next day that is none. `at`: local time.
    `days_since`: how many days the value lies after another day.
    """

    fact: str | None = None
    first_of: tuple["Expression", ...] | None = Field(default=None, strict=False)
    earliest_of: tuple["Expression", ...] | None = Field(default=None, strict=False)
    total: "Total | None" = None
    fiscal_year_end: bool = False
    weekday: Weekday | None = None
    plus: Length | None = None
    minus: Length | None = None
    on_holiday: Literal["next_workday"] | None = None
    days_since: "Expression | None" = None
    divided_by: int | None = None
    at: str | None = Field(default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d$")

    @model_validator(mode="after")
    def _one_beginning(self) -> Self:
        if sum(x is not None for x in (self.fact, self.first_of, self.earliest_of, self.total)) != 1:
            raise PydanticCustomError(
                "beginning", "fact、first_of、earliest_of、total のどれか一つだけを書いてください"
            )
        return self


class Total(ClosedModel):
    """Pieces of the named counters; `items` keeps those keys only (all without it)."""

    of: Words
    items: Words | None = None


Operand = Expression | Annotated[bool | int | float | date | str, BeforeValidator(_folded)]


class LibraryOpen(ClosedModel):
    """Whether the library of the request is open on the day (or at the moment) of a fact."""

    day: str | None = None
    moment: str | None = None


class Condition(ClosedModel):
    """One test, or several joined by `any`, `all` or `none`.

    What is tested: a `fact`, a `total` of counters or a `computed` value. `fact` may lead into an object or a list (`group.type`, `sheets.color`). `if_absent` overrules what a missing fact
    means. Boundaries are spelled: `at_least` and `max_inclusive` hold at the number itself, `exceeds` and `less_than`
    do not; `on_or_before` and `on_or_after` hold on the day itself, `before` and `after` do not. `falls_on`: a day of the
    pattern.
    """

    any: tuple["Condition", ...] | None = Field(default=None, strict=False)
    all: tuple["Condition", ...] | None = Field(default=None, strict=False)
    none: tuple["Condition", ...] | None = Field(default=None, strict=False)
    library_open: LibraryOpen | None = None
    fact: str | None = None
    total: Total | None = None
    computed: Expression | None = None
    equals: Operand | None = None
    in_: Words | None = Field(default=None, alias="in")
    not_in: Words | None = None
    contains: Operand | None = None
    contains_any: Words | None = None
    lacks: Operand | None = None
    present: bool | None = None
    at_least: Operand | None = None
    max_inclusive: Operand | None = None
    exceeds: Operand | None = None
    less_than: Operand | None = None
    before: Operand | None = None
    on_or_before: Operand | None = None
    after: Operand | None = None
    on_or_after: Operand | None = None
    falls_on: DayPattern | None = None
    if_absent: Literal["holds", "fails"] | None = None

    @property
    def operator(self) -> tuple[str, Any]:
        """Name and operand of the one operator."""
        name = next(name for name in OPERATORS if getattr(self, name) is not None)
        return name, getattr(self, name)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        subjects = (self.fact, self.total, self.computed)
        forms = (self.any, self.all, self.none, self.library_open, *subjects)
        operators = sum(getattr(self, name) is not None for name in OPERATORS)
        tested = any(subject is not None for subject in subjects)
        if sum(form is not None for form in forms) != 1 or operators != (1 if tested else 0):
            raise PydanticCustomError(
                "condition",
                "fact(または total、computed)に演算子を一つ、もしくは any、all、none、library_open を一つだけ書いてください",
            )
        return self


OPERATORS = (
    "equals", "in_", "not_in", "contains", "contains_any", "lacks", "present", "at_least", "max_inclusive", "exceeds",
    "less_than", "before", "on_or_before", "after", "on_or_after", "falls_on",
)  # fmt: skip
