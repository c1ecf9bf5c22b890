"""The public cases of the contract: answer, warning, citation, and no warning where none is due."""

from typing import Any

import pytest

from lending_rules.decide import Engine
from lending_rules.rulebook import read_rulebooks
from lending_rules.words import folded
from tests.conftest import REPOSITORY
from tests.rule_cases.reading import public_cases

ENGINE = Engine(read_rulebooks(REPOSITORY / "seeds"))
NEEDS_WARNING = ("error", "discretionary", "unspecified")
MEMBERS = ("id", "municipality", "kind", "inputs")


def request_of(case: dict[str, Any]) -> dict[str, Any]:
    return case.get("request") or {member: case[member] for member in MEMBERS if member in case}


def is_answer(expected: dict[str, Any], answer: dict[str, Any]) -> bool:
    if answer["outcome"] != expected["outcome"]:
        return False
    if expected["outcome"] == "error":
        return bool(answer["error"]["field"] == expected["field"])
    return all(answer.get(member) == expected[member] for member in ("value", "unit") if member in expected)


@pytest.mark.parametrize("case", public_cases(), ids=lambda case: case["id"])
def test_a_public_case(case: dict[str, Any]) -> None:
    answer = ENGINE.decide(request_of(case))
    expected = case["expected"]
    assert any(is_answer(one, answer) for one in (expected, *case["accept"])), answer
    if expected.get("must_warn"):
        assert answer["warnings"]
    elif case["confidence"] == "high" and expected["outcome"] not in NEEDS_WARNING:
        assert answer["warnings"] == []
    if case["citation"]:
        assert any(within(cited, wanted) for cited in answer["citations"] for wanted in case["citation"])


def within(cited: dict[str, str], wanted: dict[str, str]) -> bool:
    """Whether a place is the wanted one or a part of it (第2条第2項 and its 第2号)."""
    same = folded(cited["document"]) == folded(wanted["document"])
    return same and folded(cited["article"]).startswith(folded(wanted["article"]))
