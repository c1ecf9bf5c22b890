"""Rules and decisions of tests: rules made in the test itself, asked as the contract asks."""

from datetime import date
from typing import Any

from lending_rules.contract import contract
from lending_rules.decision import Decision, decide_by_rules
from lending_rules.model import Rule
from lending_rules.request import Request, read_request
from lending_rules.rulebook import Rulebook

ON = "2030-06-12"
RENEW = "renewal.renew"


def point(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "text_ja": "決まっていません", "settled_by": "館長", **more}


def rule(rule_id: str, *, questions: tuple[str, ...] = (RENEW,), **members: Any) -> Rule:
    written = {
        "rule_id": rule_id,
        "questions": questions,
        "in_force_from": date(2030, 4, 1),
        "repealed_on": None,
        "citations": [{"document": "規則", "article": rule_id}],
    }
    return Rule.model_validate(written | members)


def decide(rules: list[Rule], question: str = RENEW, on: str = ON, **inputs: Any) -> Decision:
    kind, query = question.split(".")
    data = {
        "id": "a",
        "municipality": "kasumioka",
        "kind": kind,
        "inputs": {"query": query, "on": on, **inputs},
    }
    book = Rulebook("99007", "kasumioka", "霞丘市", "霞丘市立図書館", tuple(rules), ())
    request = read_request(data, contract(), {"kasumioka": "kasumioka"}, lambda _, name: name)
    return decide_by_rules(book, request, lambda _, __: None)


def cited(decision: Decision) -> list[str]:
    return [citation.article for citation in decision.citations]


def codes(decision: Decision) -> list[str]:
    return [warning.code for warning in decision.warnings]


SHORT = {"中央図書館": "中央図書館", "霞丘市立中央図書館": "中央図書館", "分室": "分室"}
CITIES = {"kasumioka": "kasumioka", "99007": "kasumioka"}


def understood(data: Any) -> Request:
    """A request read for a municipality with two libraries."""
    return read_request(data, contract(), CITIES, lambda _, name: SHORT.get(name))


def request(kind: str, inputs: Any, **members: Any) -> dict[str, Any]:
    """A request of that municipality."""
    return {"id": "a", "municipality": "kasumioka", "kind": kind, "inputs": inputs, **members}
