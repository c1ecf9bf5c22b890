"""Every operator on both sides of its boundary and with a missing fact; joins; what a fact leads to."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from lending_rules.condition_model import OPERATORS, Condition
from lending_rules.conditions import MISSING, check, fact

DAY = date(2030, 6, 12)  # a Wednesday


def holds(written: dict[str, Any], facts: dict[str, Any], absent: bool = False, opened: Any = None) -> bool:
    condition = Condition.model_validate(written)
    return check(condition, facts, absent, lambda _, __: opened).holds


BOUNDARIES: list[tuple[str, Any, Any, Any]] = [
    ("equals", 3, 3, 4),
    ("equals", "雑誌", "雑誌", "図書"),
    ("equals", True, True, False),
    ("equals", DAY, date(2030, 6, 12), date(2030, 6, 13)),
    ("in", ["雑誌", "新聞"], "新聞", "図書"),
    ("not_in", ["雑誌", "新聞"], "図書", "雑誌"),
    ("contains", "館長", ("市長", "館長"), ("市長",)),
    ("contains_any", ["館長", "市長"], ("市長",), ("課長",)),
    ("lacks", "館長", ("市長",), ("館長",)),
    ("at_least", 5, 5, 4),
    ("max_inclusive", 5, 5, 6),
    ("exceeds", 5, 6, 5),
    ("less_than", 5, 4, 5),
    ("before", DAY, date(2030, 6, 11), DAY),
    ("on_or_before", DAY, DAY, date(2030, 6, 13)),
    ("after", DAY, date(2030, 6, 13), DAY),
    ("on_or_after", DAY, DAY, date(2030, 6, 11)),
    ("falls_on", {"weekdays": ["wednesday"]}, DAY, date(2030, 6, 13)),
]


@pytest.mark.parametrize(("operator", "bound", "inside", "outside"), BOUNDARIES)
def test_an_operator_on_both_sides_of_its_boundary(
    operator: str, bound: Any, inside: Any, outside: Any
) -> None:
    written = {"fact": "x", operator: bound}

    assert holds(written, {"x": inside})
    assert not holds(written, {"x": outside})


@pytest.mark.parametrize(("operator", "bound"), [(name, bound) for name, bound, _, _ in BOUNDARIES])
def test_a_missing_fact_means_what_its_place_says(operator: str, bound: Any) -> None:
    written = {"fact": "x", operator: bound}

    assert not holds(written, {}, absent=False)
    assert holds(written, {}, absent=True)
    assert holds({**written, "if_absent": "holds"}, {}, absent=False)
    assert not holds({**written, "if_absent": "fails"}, {}, absent=True)


def test_every_operator_is_tested_here() -> None:
    tested = {name for name, _, _, _ in BOUNDARIES} | {"present"}

    assert {name.rstrip("_") for name in OPERATORS} == tested


@pytest.mark.parametrize(
    ("wanted", "facts", "expected"),
    [(True, {"x": 0}, True), (True, {}, False), (False, {}, True), (False, {"x": 0}, False)],
)
def test_presence_is_known_with_and_without_the_fact(
    wanted: bool, facts: dict[str, Any], expected: bool
) -> None:
    assert holds({"fact": "x", "present": wanted}, facts) is expected
    assert holds({"fact": "x", "present": wanted}, facts, absent=True) is expected


def test_words_of_a_rule_are_folded() -> None:
    assert holds({"fact": "x", "equals": "ＣＤ "}, {"x": "CD"})
    assert holds({"fact": "x", "in": ["Ｄ Ｖ Ｄ"]}, {"x": "DVD"})


@pytest.mark.parametrize(
    ("form", "outcomes"),
    [("any", (True, True, False)), ("all", (True, False, False)), ("none", (False, False, True))],
)
def test_joins(form: str, outcomes: tuple[bool, bool, bool]) -> None:
    written = {form: [{"fact": "x", "equals": 1}, {"fact": "y", "equals": 1}]}
    asked = ({"x": 1, "y": 1}, {"x": 1, "y": 0}, {"x": 0, "y": 0})

    assert tuple(holds(written, facts) for facts in asked) == outcomes


@pytest.mark.parametrize("absent", [True, False])
def test_a_missing_fact_means_the_same_within_a_negation(absent: bool) -> None:
    assert holds({"none": [{"fact": "x", "equals": 1}]}, {}, absent=absent) is absent
    assert holds({"none": [{"none": [{"fact": "x", "equals": 1}]}]}, {}, absent=absent) is absent


def test_a_comparison_with_a_missing_bound_is_a_missing_fact() -> None:
    written = {"fact": "on", "after": {"fact": "due_on"}}

    assert not holds(written, {"on": DAY})
    assert holds(written, {"on": DAY}, absent=True)
    assert holds(written, {"on": DAY, "due_on": date(2030, 6, 11)})


@pytest.mark.parametrize(
    ("opened", "absent", "expected"),
    [(True, False, True), (False, True, False), (None, True, True), (None, False, False)],
)
def test_an_open_library(opened: bool | None, absent: bool, expected: bool) -> None:
    assert holds({"library_open": {"day": "on"}}, {"on": DAY}, absent, opened) is expected


def test_a_fact_leads_into_objects_and_lists() -> None:
    facts = {"group": {"type": "小学校"}, "sheets": ({"color": "白黒"}, {"color": "カラー", "size": "A4"})}

    assert fact(facts, "group.type") == "小学校"
    assert fact(facts, "group.founder") is MISSING
    assert fact(facts, "person.age") is MISSING
    assert fact(facts, "group.type.name") is MISSING
    assert fact(facts, "sheets.size") == ("A4",)
    assert holds({"fact": "sheets.color", "contains": "カラー"}, facts)


def test_a_condition_on_a_total() -> None:
    written = {"total": {"of": ["held"]}, "max_inclusive": 4}

    assert holds(written, {"held": {"book": 4}})
    assert not holds(written, {"held": {"book": 5}})
    assert not holds(written, {})


@pytest.mark.parametrize(("returned", "expected"), [(14, True), (13, False)])
def test_a_computed_value_is_tested(returned: int, expected: bool) -> None:
    written = {
        "computed": {"fact": "on", "days_since": {"fact": "returned_on"}},
        "max_inclusive": {"fact": "returned_on", "days_since": {"fact": "due_on"}},
    }
    facts = {
        "on": date(2030, 6, 18),
        "returned_on": date(2030, 6, returned),
        "due_on": date(2030, 6, 10),
    }

    assert holds(written, facts) is expected


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"fact": "x"},
        {"fact": "x", "equals": 1, "exceeds": 0},
        {"equals": 1},
        {"fact": "x", "total": {"of": ["held"]}, "equals": 1},
        {"any": [{"fact": "x", "equals": 1}], "equals": 1},
        {"library_open": {"day": "on"}, "equals": True},
        {"fact": "x", "is": 1},
        {"fact": "x", "if_absent": "holds"},
        {"fact": "x", "in": []},
        {"fact": "x", "equals": 1, "if_absent": True},
    ],
)
def test_a_badly_written_condition_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(written)
