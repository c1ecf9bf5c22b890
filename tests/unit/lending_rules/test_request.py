"""What a request may look like: every error of the contract, and which of several is named."""

from typing import Any

import pytest

from lending_rules.contract import COUNTERS
from lending_rules.decide import Engine
from lending_rules.errors import RequestError
from tests.unit.lending_rules.making import ON, request, understood

OPEN = {"query": "open", "library": "中央図書館", "on": ON}
BORROW = {"query": "borrow", "on": ON, "held": {}, "ask": {"book": 1}}


def field_of_error(data: Any) -> str:
    with pytest.raises(RequestError) as caught:
        understood(data)
    assert caught.value.said.endswith("。")
    return caught.value.field


@pytest.mark.parametrize("data", [None, "", 3, [], ["id"]])
def test_a_line_that_is_no_object(data: Any) -> None:
    assert field_of_error(data) == ""


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("id", None),
        ("id", ""),
        ("id", 7),
        ("municipality", None),
        ("municipality", "nowhere"),
        ("municipality", 99007),
        ("municipality", "99008"),
        ("kind", None),
        ("kind", "loan_limit"),
        ("kind", ["quantity"]),
        ("inputs", None),
        ("inputs", []),
        ("inputs", "query"),
    ],
)
def test_a_member_that_is_wrong(member: str, value: Any) -> None:
    assert field_of_error(request("quantity", BORROW) | {member: value}) == member


@pytest.mark.parametrize("member", ["id", "municipality", "kind", "inputs"])
def test_a_member_that_is_missing(member: str) -> None:
    data = request("quantity", BORROW)
    del data[member]

    assert field_of_error(data) == member


def test_a_member_that_does_not_exist() -> None:
    assert field_of_error(request("quantity", BORROW, comment="x")) == "comment"


@pytest.mark.parametrize(
    ("kind", "inputs", "field"),
    [
        ("quantity", {"on": ON}, "query"),
        ("quantity", {"query": "maximum", "on": ON}, "query"),
        ("quantity", {"query": 1, "on": ON}, "query"),
        ("quantity", {"query": "open", "on": ON}, "query"),
        ("quantity", {"query": "max_items"}, "on"),
        ("quantity", {"query": "borrow", "on": ON, "held": {}}, "ask"),
        ("copy", {"query": "copy"}, "on"),
        ("calendar_open", {**OPEN, "libary": "x"}, "libary"),
        ("calendar_open", {**OPEN, "at": "2030-06-12T10:00"}, "at"),
        ("quantity", {**BORROW, "special_closures": []}, "special_closures"),
        ("calendar_open", {**OPEN, "on": "2030-02-30"}, "on"),
        ("calendar_open", {**OPEN, "on": "2030-6-12"}, "on"),
        ("calendar_open", {**OPEN, "on": "2030-06-12T10:00"}, "on"),
        ("calendar_open", {**OPEN, "on": 20300612}, "on"),
        ("calendar_open", {**OPEN, "on": None}, "on"),
        ("opening_hours", {"query": "open_at", "library": "分室", "at": "2030-06-12 10:00"}, "at"),
        ("opening_hours", {"query": "open_at", "library": "分室", "at": "2030-06-12T24:00"}, "at"),
        ("opening_hours", {"query": "open_at", "library": "分室", "at": ON}, "at"),
        ("calendar_open", {"query": "closed_days", "library": "分室", "month": "2030-13"}, "month"),
        ("calendar_open", {"query": "closed_days", "library": "分室", "month": ON}, "month"),
        ("loan", {"query": "lend", "on": ON, "item": "雑誌", "published": "2030"}, "published"),
        ("loan", {"query": "lend", "on": ON, "item": "雑誌", "published": 2030}, "published"),
        ("loan", {"query": "lend", "on": ON, "item": "レコード盤"}, "item"),
        ("loan", {"query": "lend", "on": ON, "item": 1}, "item"),
        ("loan", {"query": "lend", "on": ON, "item": "図書", "must_stay": "false"}, "must_stay"),
        ("loan", {"query": "lend", "on": ON, "item": "図書", "must_stay": 0}, "must_stay"),
        ("loan", {"query": "lend", "on": ON, "item": "図書", "must_stay": None}, "must_stay"),
        ("calendar_open", {**OPEN, "library": "甲子園図書館"}, "library"),
        ("calendar_open", {**OPEN, "library": ""}, "library"),
        ("calendar_open", {**OPEN, "library": 3}, "library"),
        ("quantity", {**BORROW, "held_at": "甲子園図書館"}, "held_at"),
        ("eligibility", {"query": "borrow", "on": ON, "residence": ""}, "residence"),
        ("eligibility", {"query": "borrow", "on": ON, "residence": ["霞丘市"]}, "residence"),
        ("renewal", {"query": "renew", "on": ON, "renewals_used": "1"}, "renewals_used"),
        ("renewal", {"query": "renew", "on": ON, "renewals_used": -1}, "renewals_used"),
        ("renewal", {"query": "renew", "on": ON, "renewals_used": 1.5}, "renewals_used"),
        ("renewal", {"query": "renew", "on": ON, "renewals_used": True}, "renewals_used"),
        ("due_date", {"query": "set_period", "on": ON, "period_days": 0}, "period_days"),
        ("delivery_service", {"query": "use", "on": ON, "service": "宅配", "care_level": 6}, "care_level"),
        ("delivery", {"query": "container", "on": ON, "container_kg": -0.5}, "container_kg"),
        ("delivery", {"query": "container", "on": ON, "container_kg": "2"}, "container_kg"),
        ("delivery", {"query": "runs", "on": ON, "run": 3}, "run"),
        ("delivery", {"query": "runs", "on": ON, "run": True}, "run"),
        ("quantity", {**BORROW, "held": []}, "held"),
        ("quantity", {**BORROW, "held": {"book": -1}}, "held.book"),
        ("quantity", {**BORROW, "ask": {"book": "1"}}, "ask.book"),
        ("quantity", {**BORROW, "ask": {"book": True}}, "ask.book"),
        ("quantity", {**BORROW, "ask": {"record": 1}}, "ask.record"),
        ("renewal", {"query": "renew", "on": ON, "approved_by": "館長"}, "approved_by"),
        ("renewal", {"query": "renew", "on": ON, "approved_by": ["館長", 1]}, "approved_by[1]"),
        ("renewal", {"query": "renew", "on": ON, "approved_by": ["館長", ""]}, "approved_by[1]"),
        ("eligibility", {"query": "card_issue", "on": ON, "documents": ["旅券"]}, "documents[0]"),
        ("group_loan", {"query": "lend", "on": ON, "group": "小学校", "ask": {}}, "group"),
        ("group_loan", {"query": "lend", "on": ON, "group": {}, "ask": {}}, "group.type"),
        ("group_loan", {"query": "lend", "on": ON, "group": {"type": "塾"}, "ask": {}}, "group.type"),
        ("group_loan", {"query": "lend", "on": ON, "group": {"type": "小学校", "x": 1}, "ask": {}}, "group.x"),
        ("eligibility", {"query": "borrow", "on": ON, "pupil_of": {"founder": "村立"}}, "pupil_of.founder"),
        ("copy", {"query": "fee", "on": ON, "sheets": []}, "sheets"),
        ("copy", {"query": "fee", "on": ON, "sheets": [{"color": "白黒"}]}, "sheets[0].count"),
        ("copy", {"query": "fee", "on": ON, "sheets": [{"count": 1}]}, "sheets[0].color"),
        ("copy", {"query": "fee", "on": ON, "sheets": [{"color": "白黒", "count": 0}]}, "sheets[0].count"),
        ("copy", {"query": "fee", "on": ON, "sheets": [{"color": "白黒", "count": 1}, 2]}, "sheets[1]"),
        ("calendar_open", {"query": "open_day_count", "library": "分室", "from": ON, "to": "2030-06-11"}, "to"),
        ("calendar_open", {**OPEN, "special_closures": {}}, "special_closures"),
        ("calendar_open", {**OPEN, "special_closures": [{"from": ON, "to": ON}]}, "special_closures[0].kind"),
        ("calendar_open", {**OPEN, "special_closures": [{"from": ON, "to": "2030-06-11", "kind": "点検"}]},
         "special_closures[0].to"),
        ("calendar_open", {**OPEN, "special_closures": [{"from": ON, "to": ON, "kind": "休み"}]},
         "special_closures[0].kind"),
        ("withdrawal", {"query": "withdraw", "on": ON, "missing_confirmed_fy": 30}, "missing_confirmed_fy"),
    ],
)  # fmt: skip
def test_an_input_that_is_wrong(kind: str, inputs: dict[str, Any], field: str) -> None:
    assert field_of_error(request(kind, inputs)) == f"inputs.{field}"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"municipality": "nowhere", "kind": "x", "inputs": {}}, "id"),
        ({"id": "a", "municipality": "nowhere", "kind": "x", "inputs": {}}, "municipality"),
        (request("x", {"query": "y"}), "kind"),
        (request("quantity", []), "inputs"),
        (request("quantity", {"query": "y", "on": "z"}, extra=1), "inputs.query"),
        (request("quantity", {"query": "borrow", "ask": 1, "on": "2030-02-30"}), "inputs.on"),
        (request("quantity", {"query": "borrow", "x": 1, "ask": 1, "on": ON}), "inputs.held"),
        (request("calendar_open", {**OPEN, "x": 1, "library": "甲子園図書館"}), "inputs.library"),
        (request("calendar_open", {**OPEN, "x": 1}, extra=1), "inputs.x"),
    ],
)
def test_the_first_of_several_faults_is_named(data: dict[str, Any], field: str) -> None:
    assert field_of_error(data) == field


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("renewal", {"query": "renew", "on": ON, "renewals_used": 0}),
        ("due_date", {"query": "set_period", "on": ON, "period_days": 1}),
        ("delivery", {"query": "container", "on": ON, "container_kg": 0}),
        ("delivery", {"query": "container", "on": ON, "container_kg": 9.5}),
        ("delivery_service", {"query": "use", "on": ON, "service": "宅配", "care_level": 5}),
        ("calendar_open", {"query": "open_day_count", "library": "分室", "from": ON, "to": ON}),
        ("calendar_open", {**OPEN, "on": "2028-02-29"}),
        ("calendar_open", {**OPEN, "special_closures": []}),
        ("quantity", {**BORROW, "ask": dict.fromkeys(COUNTERS, 1)}),
        ("eligibility", {"query": "borrow", "on": ON, "pupil_of": {"located_in": "霞丘市"}}),
        ("eligibility", {"query": "card_issue", "on": ON, "documents": []}),
    ],
)
def test_what_lies_just_within_is_understood(kind: str, inputs: dict[str, Any]) -> None:
    assert understood(request(kind, inputs)).question.kind == kind


@pytest.mark.parametrize(("data", "given_id"), [(None, None), ({"id": 3}, None), ({"id": "b"}, "b")])
def test_an_error_is_an_answer(data: Any, given_id: str | None) -> None:
    answer = Engine({}).decide(data)

    assert (answer["id"], answer["outcome"]) == (given_id, "error")
    assert (answer["reasons"], answer["citations"], answer["warnings"]) == ([], [], [])
    assert set(answer["error"]) == {"field", "message"}
