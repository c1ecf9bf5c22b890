"""From the effects of single rules to one answer: days, precedence, overrides, powers of exception, open points."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.unit.lending_rules.making import RENEW, cited, codes, decide, point, rule

CLOSES = {"days": {"every_day": True}, "on_holiday": "closes_all_the_same", "reason": "x"}
ALLOWED = {"outcome": "allowed"}
DENIED = {"outcome": "denied", "reasons": ["no"]}
SILENT = {"outcome": "unspecified", "warnings": [point("open")]}
LEFT_TO_SOMEBODY = {"outcome": "discretionary", "decided_by": "館長", "warnings": [point("left")]}
POWER = {
    "decided_by": "館長",
    "text_ja": "館長は別に決められます",
    "citations": [{"document": "規則", "article": "第9条"}],
}


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        ("2030-03-31", "unspecified"),
        ("2030-04-01", "allowed"),
        ("2031-03-31", "allowed"),
        ("2031-04-01", "unspecified"),
    ],
)
def test_a_rule_counts_from_its_first_day_until_it_is_repealed(on: str, outcome: str) -> None:
    answer = decide([rule("a", repealed_on=date(2031, 4, 1), then=ALLOWED)], on=on)

    assert (answer.outcome, cited(answer)) == (outcome, ["a"])
    assert codes(answer) == ([] if outcome == "allowed" else ["no_text_in_force"])


def test_a_matter_that_no_rule_treats_cites_nothing() -> None:
    answer = decide([rule("a", questions=("login_service.fee",), then=ALLOWED)])

    assert (answer.outcome, codes(answer), cited(answer)) == ("unspecified", ["not_treated"], [])


def test_rules_that_do_not_speak_leave_it_open_and_are_cited() -> None:
    answer = decide([rule("a", when=[{"fact": "group", "present": True}], then=ALLOWED)])

    assert (answer.outcome, codes(answer), cited(answer)) == ("unspecified", ["text_is_silent"], ["a"])


def test_a_list_with_an_end_holds_on_its_last_day_and_fails_after_it() -> None:
    listed = [rule("a", known_until=date(2030, 6, 12), then=ALLOWED)]

    assert decide(listed).outcome == "allowed"
    after = decide(listed, on="2030-06-13")
    assert (after.outcome, codes(after), cited(after)) == ("unspecified", ["list_ended"], ["a"])


def test_a_demand_is_met_missed_or_not_in_dispute() -> None:
    rules = [rule("a", require=[{"fact": "renewals_used", "less_than": 1}], then=ALLOWED, otherwise=DENIED)]

    assert decide(rules, renewals_used=0).outcome == "allowed"
    assert decide(rules, renewals_used=1).outcome == "denied"
    assert decide(rules).outcome == "allowed"


def test_a_circumstance_that_is_not_told_has_not_arisen() -> None:
    rules = [
        rule("a", then=ALLOWED),
        rule("b", when=[{"fact": "reserved_by_other", "equals": True}], then=DENIED),
    ]

    assert decide(rules).outcome == "allowed"
    assert decide(rules, reserved_by_other=False).outcome == "allowed"
    assert decide(rules, reserved_by_other=True).outcome == "denied"


EFFECTS = {"allowed": ALLOWED, "unspecified": SILENT, "discretionary": LEFT_TO_SOMEBODY, "denied": DENIED}


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [(low, high) for n, low in enumerate(EFFECTS) for high in list(EFFECTS)[n + 1 :]],
)
def test_what_outweighs_what(weaker: str, stronger: str) -> None:
    for first, second in ((weaker, stronger), (stronger, weaker)):
        answer = decide([rule(first, then=EFFECTS[first]), rule(second, then=EFFECTS[second])])
        assert (answer.outcome, cited(answer)) == (stronger, [stronger])


def test_a_stop_outweighs_none() -> None:
    rules = [
        rule("a", questions=("suspension.status",), then={"outcome": "not_suspended"}),
        rule("b", questions=("suspension.status",), then={"outcome": "suspended"}),
    ]

    assert decide(rules, "suspension.status").outcome == "suspended"


def test_reasons_and_citations_of_equal_effects_are_joined_once() -> None:
    rules = [
        rule("a", then=DENIED),
        rule("b", then={"outcome": "denied", "reasons": ["no", "late"]}),
        rule("c", then=DENIED),
    ]
    answer = decide(rules)

    assert (answer.reasons, cited(answer)) == (("no", "late"), ["a", "b", "c"])


def test_an_override_removes_the_effect_of_another_rule() -> None:
    rules = [
        rule("general", then=DENIED),
        rule(
            "special", when=[{"fact": "service", "equals": "宅配"}], then=ALLOWED | {"overrides": ["general"]}
        ),
    ]

    assert decide(rules).outcome == "denied"
    special = decide(rules, service="宅配")
    assert (special.outcome, cited(special)) == ("allowed", ["special"])
    assert [step.overruled for step in special.steps] == [True, False]


def test_an_override_belongs_to_the_effect_not_to_the_rule() -> None:
    met = {"outcome": "denied", "reasons": ["strict"]}
    rules = [
        rule("general", then=ALLOWED),
        rule(
            "special",
            require=[{"fact": "renewals_used", "less_than": 1}],
            then=SILENT | {"overrides": ["general"]},
            otherwise=met,
        ),
    ]

    assert decide(rules, renewals_used=0).outcome == "unspecified"
    assert decide(rules, renewals_used=1).reasons == ("strict",)


@pytest.mark.parametrize(
    ("inputs", "outcome", "decided_by", "warned", "articles"),
    [
        ({}, "denied", "館長", ["may_be_decided_otherwise"], ["a", "第9条"]),
        ({"approved_by": []}, "denied", None, [], ["a"]),
        ({"approved_by": ["市長"]}, "denied", None, [], ["a"]),
        ({"approved_by": ["館長"]}, "allowed", "館長", [], ["第9条"]),
        ({"approved_by": ["市長", "館長"]}, "allowed", "館長", [], ["第9条"]),
    ],
)
def test_a_power_to_decide_otherwise_and_approvals(
    inputs: dict[str, Any], outcome: str, decided_by: str | None, warned: list[str], articles: list[str]
) -> None:
    answer = decide([rule("a", then=DENIED | {"exception": POWER})], **inputs)

    assert (answer.outcome, answer.decided_by) == (outcome, decided_by)
    assert (codes(answer), cited(answer)) == (warned, articles)


@pytest.mark.parametrize(
    ("inputs", "outcome", "decided_by", "warned"),
    [
        ({}, "denied", "館長", ["may_be_decided_otherwise"]),
        ({"special_need": False}, "denied", None, []),
        ({"special_need": True}, "discretionary", "館長", ["may_be_decided_otherwise"]),
    ],
)
def test_a_power_to_decide_otherwise_and_special_needs(
    inputs: dict[str, Any], outcome: str, decided_by: str | None, warned: list[str]
) -> None:
    rules = [rule("a", questions=("due_date.set_period",), then=DENIED | {"exception": POWER})]
    answer = decide(rules, "due_date.set_period", period_days=30, **inputs)

    assert (answer.outcome, answer.decided_by, codes(answer)) == (outcome, decided_by, warned)


def test_an_approval_lifts_only_the_refusal_that_it_concerns() -> None:
    rules = [rule("a", then=DENIED | {"exception": POWER}), rule("b", then=DENIED)]
    answer = decide(rules, approved_by=["館長"])

    assert (answer.outcome, cited(answer)) == ("denied", ["b"])


def test_an_approval_ends_a_stop() -> None:
    rules = [
        rule("a", questions=("suspension.status",), then={"outcome": "suspended", "exception": POWER}),
    ]

    assert decide(rules, "suspension.status", approved_by=["館長"]).outcome == "not_suspended"


def test_open_points_are_told_where_they_concern_the_request() -> None:
    effect = ALLOWED | {
        "warnings": [
            point("always"),
            point("elsewhere", questions=[RENEW, "renewal.renewal_length"]),
            point("other_question", questions=["renewal.renewal_length"]),
            point("by_post", when=[{"fact": "service", "equals": "郵送"}]),
        ]
    }

    assert codes(decide([rule("a", then=effect)])) == ["always", "elsewhere"]
    assert codes(decide([rule("a", then=effect)], service="郵送")) == ["always", "elsewhere", "by_post"]


def test_a_rule_that_only_warns_adds_to_a_grant_and_not_to_a_refusal() -> None:
    note = rule("note", warnings=[point("doubt")])

    granted = decide([rule("a", then=ALLOWED), note])
    assert (granted.outcome, codes(granted), cited(granted)) == ("allowed", ["doubt"], ["a", "note"])
    refused = decide([rule("a", then=DENIED), note])
    assert (codes(refused), cited(refused)) == ([], ["a"])


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"then": {"outcome": "maybe"}},
        {"then": {"outcome": "discretionary", "warnings": [point("open")]}},
        {"then": {"outcome": "unspecified"}},
        {"then": {"outcome": "value"}},
        {"then": ALLOWED, "otherwise": DENIED},
        {"then": ALLOWED, "require": [{"fact": "renewals_used", "less_than": 1}]},
        {"then": ALLOWED, "repealed_on": date(2030, 4, 1)},
        {"then": ALLOWED, "citations": []},
        {"then": ALLOWED, "questions": ["renewal.extend"]},
        {"then": ALLOWED, "rule_id": "With-Dash"},
        {"prices": [{"color": ["白黒"], "yen": 10}], "closes": CLOSES},
    ],
    ids=[
        "nothing to say",
        "an outcome that does not exist",
        "a discretion of nobody",
        "a silence without its open point",
        "a value without value",
        "otherwise without a demand",
        "a demand without otherwise",
        "repealed on its first day",
        "no citation",
        "a question that does not exist",
        "a badly formed id",
        "two bodies",
    ],
)
def test_a_badly_written_rule_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule(**{"rule_id": "a", **members})
