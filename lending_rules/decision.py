"""From the effects of single rules to one answer (contract, sections 4 and 5)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lending_rules.bodies import limit_finding, period_finding, price_finding
from lending_rules.conditions import MISSING, LibraryTest, evaluate
from lending_rules.findings import Finding, Step, applies, ended, found, list_ended, once, overrule, tested
from lending_rules.model import Citation, OpenPoint, Rule
from lending_rules.request import Request
from lending_rules.rulebook import Rulebook, in_force

# What outweighs what: a refusal any discretion, a discretion any silence, a silence any grant.
_RANK = {"denied": 3, "suspended": 3, "discretionary": 2, "unspecified": 1}
_GRANTED = {"denied": "allowed", "suspended": "not_suspended"}


@dataclass(frozen=True)
class Decision:
    """An answer and everything that was looked at for it."""

    outcome: str
    value: Any = None
    unit: str | None = None
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[OpenPoint, ...] = ()
    decided_by: str | None = None
    steps: tuple[Step, ...] = ()


def decide_by_rules(book: Rulebook, request: Request, is_open: LibraryTest) -> Decision:
    """Answer a question from every rule that serves it on its day."""
    question, facts, day = request.question, request.facts, request.facts["on"]
    serving = book.rules_for(question.name)
    current = [rule for rule in serving if in_force(rule, day)]
    if not current:
        return _nothing(book, serving, day)
    steps = overrule([_step(rule, request, is_open) for rule in current])
    findings = [
        (step.rule, step.finding) for step in steps if step.finding is not None and not step.overruled
    ]
    if not findings:
        silent = OpenPoint(
            code="text_is_silent",
            text_ja="この場合について定めた規定は資料にありません",
            settled_by=book.system_ja,
        )
        return Decision("unspecified", citations=_cited(current), warnings=(silent,), steps=tuple(steps))
    findings = [(rule, _own_decision(finding, request)) for rule, finding in findings]
    rank = max(_RANK.get(finding.outcome, 0) for _, finding in findings)
    deciding = [(rule, finding) for rule, finding in findings if _RANK.get(finding.outcome, 0) == rank]
    decision = _joined([finding for _, finding in deciding])
    notes = _notes(steps, rank, [rule for rule, _ in deciding])
    warnings = [point for _, finding in deciding for point in finding.warnings] + notes
    return replace(
        decision,
        warnings=once(point for point in warnings if applies(point, question.name, facts, is_open)),
        citations=once(
            (*decision.citations, *(c for s in steps if _only_notes(s) and notes for c in s.rule.citations))
        ),
        steps=tuple(steps),
    )


def _step(rule: Rule, request: Request, is_open: LibraryTest) -> Step:
    checks, demands, met = tested(rule, request.facts, is_open)
    if met is None:
        return Step(rule, checks)
    return Step(rule, checks, demands, _finding(rule, request, met, is_open))


def _finding(rule: Rule, request: Request, met: bool, is_open: LibraryTest) -> Finding | None:
    facts, query = request.facts, request.question.query
    if ended(rule, facts["on"]):
        return Finding("unspecified", warnings=(list_ended(rule),), citations=rule.citations)
    if rule.limit is not None:
        return limit_finding(rule, rule.limit, query, facts)
    if rule.period is not None:
        return period_finding(rule, rule.period, query, facts, is_open)
    if rule.prices is not None:
        return price_finding(rule, rule.prices, facts)
    effect = rule.then if met else rule.otherwise
    if effect is None:
        return None
    value = evaluate(effect.expression, facts) if effect.expression else effect.value
    return None if value is MISSING else found(effect, value, rule)


def _own_decision(finding: Finding, request: Request) -> Finding:
    """Bring in somebody's power to decide otherwise, as far as the request does not rule it out (contract 5.4)."""
    power = finding.exception
    if power is None:
        return finding
    given = request.given
    names = power.decided_by
    point = OpenPoint(code="may_be_decided_otherwise", text_ja=power.text_ja, settled_by=names)
    if names in given.get("approved_by", ()):
        granted = _GRANTED.get(finding.outcome, finding.outcome)
        return Finding(granted, reasons=("approved",), decided_by=names, citations=power.citations)
    if given.get("special_need") is True:
        return Finding(
            "discretionary",
            decided_by=names,
            warnings=(point,),
            citations=(*power.citations, *finding.citations),
        )
    if given.get("special_need") is False or "approved_by" in given:
        return finding
    return replace(
        finding,
        decided_by=names,
        warnings=(*finding.warnings, point),
        citations=(*finding.citations, *power.citations),
    )


def _joined(findings: list[Finding]) -> Decision:
    """One answer from findings of one rank: the first speaks; lists of limits are joined, the smallest number counts."""
    first = next((f for f in findings if f.value is not None), findings[0])
    values = [f.value for f in findings if f.value is not None and f.outcome == first.outcome]
    value = first.value
    if values and all(isinstance(v, dict) for v in values):
        value = {key: v for part in values for key, v in part.items()}
    elif values and all(isinstance(v, (int, date)) and not isinstance(v, bool) for v in values):
        value = min(values)
    return Decision(
        first.outcome,
        value,
        first.unit,
        once(reason for f in findings for reason in f.reasons),
        once(citation for f in findings for citation in f.citations),
        decided_by=next((f.decided_by for f in findings if f.decided_by), None),
    )


def _only_notes(step: Step) -> bool:
    """A rule that speaks here and has nothing but open points to say."""
    rule = step.rule
    bodies = (rule.then, rule.otherwise, rule.limit, rule.period, rule.prices)
    return all(body is None for body in bodies) and all(made.holds for made in step.checks)


def _notes(steps: list[Step], rank: int, deciding: list[Rule]) -> list[OpenPoint]:
    """Open points of the deciding rules, and of those that only warn; a refusal needs no further doubt."""
    noting = [step.rule for step in steps if _only_notes(step)] if rank < _RANK["denied"] else []
    return [point for rule in (*deciding, *noting) for point in rule.warnings]


def _nothing(book: Rulebook, serving: tuple[Rule, ...], day: date) -> Decision:
    """No rule counts on the day: either no text treats the matter, or none is in force."""
    if not serving:
        silent = OpenPoint(
            code="not_treated", text_ja="この問いを扱う規定は資料にありません", settled_by=book.system_ja
        )
        return Decision("unspecified", warnings=(silent,))
    nearest = min(serving, key=lambda rule: abs((rule.in_force_from - day).days))
    point = OpenPoint(
        code="no_text_in_force", text_ja="この日に効力のある規定は資料にありません", settled_by=book.system_ja
    )
    return Decision("unspecified", citations=nearest.citations, warnings=(point,), steps=(Step(nearest, ()),))


def _cited(rules: Iterable[Rule]) -> tuple[Citation, ...]:
    return once(citation for rule in rules for citation in rule.citations)
