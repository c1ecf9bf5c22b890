"""A decision as a tree: rule, article, days in force, comparisons, result."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lending_rules.condition_model import Condition, Expression
from lending_rules.conditions import MISSING, Check
from lending_rules.day_pattern import DayPattern
from lending_rules.decision import Decision
from lending_rules.findings import Finding, Step
from lending_rules.labels import fact_name, labels, shown
from lending_rules.model import Rule
from lending_rules.request import Request


@dataclass(frozen=True)
class Node:
    """A line of the tree. `holds`: of a comparison, whether it does; None elsewhere."""

    text_ja: str
    parts: tuple["Node", ...] = ()
    holds: bool | None = None
    rule_id: str | None = None


def explained(request: Request, decision: Decision) -> Node:
    """The tree of a decision: the answer, below it every rule that was looked at."""
    question = labels().questions[request.question.name]
    asked = tuple(Node(f"{fact_name(name)}: {shown(value)}") for name, value in request.given.items())
    rules = tuple(_rule_node(step) for step in decision.steps)
    points = tuple(Node(f"{point.text_ja}(決めるのは{point.settled_by})") for point in decision.warnings)
    return Node(
        f"{question}: {answer_ja(decision)}",
        tuple(
            node
            for node in (
                Node("問い", asked),
                Node("調べた規則", rules),
                Node("決まっていないこと", points),
            )
            if node.parts
        ),
    )


def answer_ja(decision: Decision) -> str:
    """The answer in words."""
    words = labels().outcomes[decision.outcome]
    if decision.value is None:
        return words
    unit = labels().units.get(decision.unit or "", "") if not isinstance(decision.value, list) else ""
    if decision.outcome in ("value", "date"):
        return f"{shown(decision.value)}{unit}"
    return f"{words}({shown(decision.value)}{unit})"


def lines(node: Node, depth: int = 0) -> Iterator[str]:
    """The tree as indented lines, for print and terminal."""
    mark = {True: "○ ", False: "× ", None: ""}[node.holds]
    yield "  " * depth + mark + node.text_ja
    for part in node.parts:
        yield from lines(part, depth + 1)


def _rule_node(step: Step) -> Node:
    rule = step.rule
    cited = "、".join(f"{citation.document} {citation.article}" for citation in rule.citations)
    parts = (
        Node(f"効力: {in_force_ja(rule)}"),
        *(_check_node(check) for check in step.checks),
        *(_check_node(check) for check in step.demands),
        Node(f"結果: {_result_ja(step)}"),
    )
    return Node(f"{cited}[{rule.rule_id}]", parts, rule_id=rule.rule_id)


def in_force_ja(rule: Rule) -> str:
    """The days on which a rule counts."""
    end = "" if rule.repealed_on is None else f"{shown(rule.repealed_on)}の前日"
    return f"{shown(rule.in_force_from)}から{end}"


def _result_ja(step: Step) -> str:
    if step.finding is None:
        return (
            "この問いには当てはまりません"
            if not all(c.holds for c in step.checks)
            else "開館・休館の根拠です"
        )
    if step.overruled:
        return "他の規則が優先します"
    return _finding_ja(step.finding)


def _finding_ja(finding: Finding) -> str:
    return answer_ja(Decision(finding.outcome, finding.value, finding.unit))


def _check_node(check: Check) -> Node:
    condition = check.condition
    if check.parts:
        joined = {"any": "次のどれか", "all": "次のすべて", "none": "次のどれでもない"}
        form = next(name for name in joined if getattr(condition, name) is not None)
        return Node(joined[form], tuple(_check_node(part) for part in check.parts), check.holds)
    return Node(_comparison_ja(condition, check), holds=check.holds)


def _comparison_ja(condition: Condition, check: Check) -> str:
    value = "示されていません" if check.value is MISSING else shown(check.value)
    if condition.library_open is not None:
        return f"館が開いている: {value}"
    name = _subject_ja(condition)
    operator, operand = condition.operator
    if operator == "present":
        return f"{name}が示されている: {'いいえ' if check.value is MISSING else 'はい'}"
    bound = _operand_ja(operand, check.bound)
    return f"{name}が{bound}{labels().operators[operator]}: {value}"


def _subject_ja(condition: Condition) -> str:
    if condition.total is not None:
        return _total_ja(condition.total.of, condition.total.items)
    if condition.computed is not None:
        return f"{_begins_ja(condition.computed)}から求めた値"
    return fact_name(condition.fact or "")


def _begins_ja(expression: Expression) -> str:
    """The first fact that an expression names."""
    if expression.total is not None:
        return _total_ja(expression.total.of, expression.total.items)
    parts = expression.first_of or expression.earliest_of
    return _begins_ja(parts[0]) if parts else fact_name(expression.fact or "")


def _total_ja(of: tuple[str, ...], items: tuple[str, ...] | None) -> str:
    counted = "と".join(fact_name(name) for name in of)
    kinds = "" if items is None else f"({'、'.join(labels().counters[item] for item in items)})"
    return f"{counted}{kinds}"


def _operand_ja(operand: Any, bound: Any) -> str:
    if bound is MISSING:
        return "(示されていない値)"
    if isinstance(operand, DayPattern):
        return "規則の指す日"
    if isinstance(operand, Expression) and isinstance(bound, (date, float, int)):
        return f"{shown(bound)}"
    return shown(bound)
