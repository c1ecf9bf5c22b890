"""What rules make of a request: steps with their comparisons, and their effects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from lending_rules.conditions import Check, Facts, LibraryTest, check
from lending_rules.model import Citation, Effect, OpenPoint, OwnDecision, Rule

T = TypeVar("T")


@dataclass(frozen=True)
class Finding:
    """The effect of one rule on one request."""

    outcome: str
    value: Any = None
    unit: str | None = None
    reasons: tuple[str, ...] = ()
    decided_by: str | None = None
    warnings: tuple[OpenPoint, ...] = ()
    exception: OwnDecision | None = None
    overrides: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Step:
    """A rule that was looked at. `finding` is None where it says nothing to this request.

    `remark_ja`: what a rule of the calendar made of the day.
    """

    rule: Rule
    checks: tuple[Check, ...]
    demands: tuple[Check, ...] = ()
    finding: Finding | None = None
    overruled: bool = False
    remark_ja: str | None = None


def overrule(steps: list[Step]) -> list[Step]:
    """Mark the steps whose effect another step's replaces."""
    gone = {rule_id for step in steps if step.finding for rule_id in step.finding.overrides}
    return [replace(step, overruled=True) if step.rule.rule_id in gone else step for step in steps]


def tested(
    rule: Rule, facts: Facts, is_open: LibraryTest
) -> tuple[tuple[Check, ...], tuple[Check, ...], bool | None]:
    """Comparisons of `when` and `require`, and whether the demand is met (None: the rule does not speak here)."""
    checks = tuple(check(condition, facts, False, is_open) for condition in rule.when)
    if not all(made.holds for made in checks):
        return checks, (), None
    demands = tuple(check(condition, facts, True, is_open) for condition in rule.require)
    return checks, demands, all(made.holds for made in demands)


def found(effect: Effect, value: Any, rule: Rule) -> Finding:
    """An effect as written, with its value worked out."""
    return Finding(
        effect.outcome,
        _folded_value(value),
        effect.unit,
        effect.reasons,
        effect.decided_by,
        effect.warnings,
        effect.exception,
        effect.overrides,
        rule.citations,
    )


def _folded_value(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def applies(point: OpenPoint, question: str, facts: Facts, is_open: LibraryTest) -> bool:
    """Whether an open point concerns this request."""
    if point.questions is not None and question not in point.questions:
        return False
    return all(check(condition, facts, False, is_open).holds for condition in point.when)


def ended(rule: Rule, day: date) -> bool:
    """Whether a list with an end no longer covers the day."""
    return rule.known_until is not None and day > rule.known_until


def list_ended(rule: Rule) -> OpenPoint:
    """What to say when a list with an end no longer covers the day."""
    return OpenPoint(
        code="list_ended",
        text_ja="資料にある一覧はこの日より前で終わっています",
        settled_by=rule.citations[0].document,
    )


def once(things: Iterable[T]) -> tuple[T, ...]:
    """The same things without repetition, in their order."""
    return tuple(dict.fromkeys(things))
