"""A rule as it is written in `lending_rules/*.yaml`: dated, cited, closed.

A rule serves questions. `when` says for which facts it speaks: there a missing fact means that the circumstance has not
arisen. `require` is what it demands: there a missing fact is not in dispute. `then` is its effect when the demand is met
(or when there is none), `otherwise` when it is not.
"""

from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from lending_rules.condition_model import Condition, Expression, Length, Words
from lending_rules.contract import contract
from lending_rules.day_pattern import DayPattern

Outcome = Literal[
    "allowed", "denied", "discretionary", "unspecified", "value", "date", "suspended", "not_suspended"
]


class Citation(ClosedModel):
    """A place in a text: title of the document, place as printed."""

    document: str
    article: str


class OpenPoint(ClosedModel):
    """An open point and who settles it; only for the questions and facts named, where they are."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text_ja: str
    settled_by: str
    questions: tuple[str, ...] | None = Field(default=None, strict=False)
    when: tuple[Condition, ...] = Field(default=(), strict=False)


class OwnDecision(ClosedModel):
    """Somebody's power to decide otherwise (contract 5.4)."""

    decided_by: str
    text_ja: str
    citations: tuple[Citation, ...] = Field(strict=False, min_length=1)


class Effect(ClosedModel):
    """What a rule makes of the request. `overrides`: rules whose effect it replaces."""

    outcome: Outcome
    value: Any = None
    expression: Expression | None = None
    unit: str | None = None
    reasons: tuple[str, ...] = Field(default=(), strict=False)
    decided_by: str | None = None
    warnings: tuple[OpenPoint, ...] = Field(default=(), strict=False)
    exception: OwnDecision | None = None
    overrides: tuple[str, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.outcome == "discretionary" and not self.decided_by:
            raise PydanticCustomError("decided_by", "discretionary には decided_by を書いてください")
        if self.outcome in ("value", "date") and self.value is None and self.expression is None:
            raise PydanticCustomError("value", "value か expression を書いてください")
        if self.outcome in ("discretionary", "unspecified") and not self.warnings:
            raise PydanticCustomError("warnings", "何が決まっていないかを warnings に書いてください")
        return self


class Closing(ClosedModel):
    """Days on which libraries are closed. `on_holiday`: a public holiday is open and the next day is closed instead."""

    libraries: Words | None = None
    days: DayPattern
    on_holiday: Literal["closes_next_day_instead", "closes_all_the_same"]
    reason: str


class Hours(ClosedModel):
    """Opening hours on days; no two rules of a library may speak of the same day."""

    libraries: Words | None = None
    days: DayPattern
    open: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    close: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")


class SpecialClosure(ClosedModel):
    """Closures by special decision, told by the caller; `unknown` warns when the caller does not know of any."""

    libraries: Words | None = None
    kinds: Words
    unknown: OpenPoint


class Limit(ClosedModel):
    """At most so many pieces. `items`: the counter keys that count (all without it). `key`: its name in a list of limits."""

    items: Words | None = None
    max_inclusive: int
    counters: tuple[Literal["held", "ask", "reserved", "requested"], ...] = Field(strict=False)
    key: str


class LoanPeriod(ClosedModel):
    """A period and how it is counted.

    `first_day`: whether the day from which it runs is its first. `off_closed_days`: an end on a closed day moves to the
    next open one.
    """

    length: Length
    runs_from: Expression
    first_day: Literal["included", "excluded"]
    no_later_than: Expression | None = None
    off_closed_days: bool = False


class Price(ClosedModel):
    """Yen a sheet."""

    medium: Words | None = None
    size: Words | None = None
    color: Words
    yen: int


class Rule(ClosedModel):
    """One dated entry.

    `in_force_from`: first day in force. `repealed_on`: first day no longer in force; null holds until repealed.
    `known_until`: last day that a list with an end covers; after it the rule answers nothing and says so.
    """

    rule_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    questions: tuple[str, ...] = Field(strict=False, min_length=1)
    in_force_from: date
    repealed_on: date | None
    known_until: date | None = None
    citations: tuple[Citation, ...] = Field(strict=False, min_length=1)
    when: tuple[Condition, ...] = Field(default=(), strict=False)
    require: tuple[Condition, ...] = Field(default=(), strict=False)
    closes: Closing | None = None
    opens: Hours | None = None
    special_closures: SpecialClosure | None = None
    limit: Limit | None = None
    period: LoanPeriod | None = None
    prices: tuple[Price, ...] | None = Field(default=None, strict=False)
    then: Effect | None = None
    otherwise: Effect | None = None
    warnings: tuple[OpenPoint, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = contract().questions
        for name in self.questions:
            if name not in known:
                raise PydanticCustomError("question", "問い「{name}」は契約にありません", {"name": name})
        if self.repealed_on is not None and self.repealed_on <= self.in_force_from:
            raise PydanticCustomError("dates", "repealed_on は in_force_from より後の日です")
        bodies = (self.closes, self.opens, self.special_closures, self.limit, self.period, self.prices)
        if sum(body is not None for body in bodies) > 1:
            raise PydanticCustomError("bodies", "一つの規則に書ける内容は一つです")
        if all(body is None for body in (*bodies, self.then, self.otherwise)) and not self.warnings:
            raise PydanticCustomError("effect", "then、otherwise、内容(limitなど)のどれかを書いてください")
        if self.otherwise is not None and not (self.require or self.limit):
            raise PydanticCustomError("otherwise", "otherwise は require か limit のある規則に書きます")
        if self.require and self.otherwise is None:
            raise PydanticCustomError("otherwise", "require のある規則には otherwise を書いてください")
        return self


class RuleFile(ClosedModel):
    """`seeds/municipalities/<code>_<slug>/lending_rules/<subject>.yaml`."""

    rules: tuple[Rule, ...] = Field(strict=False, min_length=1)


class LibraryName(ClosedModel):
    """Name, parent and standing of a library in a span of days; null: open.

    `in_law`: false for a service point that opens without being a library in law.
    """

    full_name: str
    from_: date = Field(alias="from")
    to: date | None
    parent: str | None = None
    in_law: bool = True
    citations: tuple[Citation, ...] = Field(strict=False, min_length=1)


class Library(ClosedModel):
    """A library, branch room or service point that the texts name. `names`: how requests may call it.

    No `periods`: the texts say nothing of its standing. `beginning_printed`: false where they do not tell since when
    it stands; the first period then begins with the first day on which they name it.
    """

    name: str
    library_code: str | None = None
    names: Words
    beginning_printed: bool = True
    periods: tuple[LibraryName, ...] = Field(strict=False)


class LibraryFile(ClosedModel):
    """`seeds/municipalities/<code>_<slug>/lending_rules/libraries.yaml`."""

    libraries: tuple[Library, ...] = Field(strict=False)
