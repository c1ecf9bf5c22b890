"""Effects that are computed: limits side by side, periods and their last days, prices."""

from datetime import date
from typing import Any

import pytest

from tests.unit.lending_rules.making import ON, cited, decide, rule

LIMIT = ("quantity.borrow", "quantity.max_items")
BOOKS = {"items": ["book"], "max_inclusive": 3, "counters": ["held", "ask"], "key": "book"}
ALL = {"max_inclusive": 5, "counters": ["held", "ask"], "key": "total"}


@pytest.mark.parametrize(
    ("held", "ask", "outcome", "articles"),
    [
        ({"book": 2}, {"book": 1}, "allowed", ["books", "all"]),
        ({"book": 3}, {"book": 1}, "denied", ["books"]),
        ({"cd": 4}, {"cd": 1}, "allowed", ["all"]),
        ({"cd": 5}, {"cd": 1}, "denied", ["all"]),
        ({"book": 3, "cd": 2}, {"book": 1}, "denied", ["books", "all"]),
    ],
)
def test_limits_side_by_side(
    held: dict[str, int], ask: dict[str, int], outcome: str, articles: list[str]
) -> None:
    rules = [rule("books", questions=LIMIT, limit=BOOKS), rule("all", questions=LIMIT, limit=ALL)]
    answer = decide(rules, "quantity.borrow", held=held, ask=ask)

    assert (answer.outcome, cited(answer)) == (outcome, articles)
    assert answer.reasons == (() if outcome == "allowed" else ("over_limit",))


def test_limits_are_listed_and_the_smallest_counts() -> None:
    rules = [rule("books", questions=LIMIT, limit=BOOKS), rule("all", questions=LIMIT, limit=ALL)]

    assert decide(rules, "quantity.max_items").value == {"book": 3, "total": 5}
    assert decide(rules, "quantity.max_items", item="図書").value == 3
    assert decide(rules, "quantity.max_items", item="CD").value == 5


PERIOD = ("due_date.due_date", "due_date.loan_period")


def period(length: dict[str, int], **more: Any) -> dict[str, Any]:
    return {"length": length, "runs_from": {"fact": "on"}, "first_day": "excluded", **more}


@pytest.mark.parametrize(
    ("body", "inputs", "last"),
    [
        (period({"days": 14}), {}, date(2030, 6, 26)),
        (period({"days": 14}, first_day="included"), {}, date(2030, 6, 25)),
        (period({"weeks": 2}), {}, date(2030, 6, 26)),
        (period({"months": 1}), {}, date(2030, 7, 12)),
        (period({"days": 14}, no_later_than={"fact": "vacation_starts_on"}), {}, date(2030, 6, 26)),
        (
            period({"days": 14}, no_later_than={"fact": "vacation_starts_on"}),
            {"vacation_starts_on": "2030-06-20"},
            date(2030, 6, 20),
        ),
        (
            period({"days": 14}, runs_from={"fact": "dispatched_on"}),
            {"dispatched_on": "2030-06-10"},
            date(2030, 6, 24),
        ),
    ],
)
def test_the_last_day_of_a_period(body: dict[str, Any], inputs: dict[str, Any], last: date) -> None:
    answer = decide([rule("a", questions=PERIOD, period=body)], "due_date.due_date", **inputs)

    assert (answer.outcome, answer.value) == ("date", last)


def test_the_length_of_a_period_and_the_earlier_of_two_last_days() -> None:
    rules = [
        rule("a", questions=PERIOD, period=period({"weeks": 2})),
        rule("b", questions=PERIOD, period=period({"days": 7})),
    ]

    length = decide(rules[:1], "due_date.loan_period")
    assert (length.value, length.unit) == (2, "weeks")
    assert decide(rules, "due_date.due_date").value == date(2030, 6, 19)


def test_a_period_that_runs_from_an_unknown_day_says_nothing() -> None:
    body = period({"days": 14}, runs_from={"fact": "dispatched_on"})

    assert decide([rule("a", questions=PERIOD, period=body)], "due_date.due_date").outcome == "unspecified"


PRICES = [{"color": ["白黒"], "yen": 10}, {"size": ["A4"], "color": ["カラー"], "yen": 50},
          {"size": ["A3"], "color": ["カラー"], "yen": 80}]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "yen"),
    [
        ([{"color": "白黒", "count": 3}], 30),
        ([{"color": "カラー", "size": "A3", "count": 1}], 80),
        ([{"color": "白黒", "count": 3}, {"color": "カラー", "size": "A4", "count": 2}], 130),
        ([{"color": "カラー", "count": 1}], None),
        ([{"color": "カラー", "size": "B4", "count": 1}], None),
    ],
    ids=["one price", "by size", "several sheets", "two prices would fit", "none fits"],
)
def test_prices(sheets: list[dict[str, Any]], yen: int | None) -> None:
    answer = decide([rule("a", questions=("copy.fee",), prices=PRICES)], "copy.fee", sheets=sheets)

    assert (answer.outcome, answer.value) == ("unspecified" if yen is None else "value", yen)


def test_limit_and_period_of_a_group_come_from_two_rules() -> None:
    asked = ("group_loan.limit_and_period",)
    rules = [
        rule("a", questions=asked, limit=ALL | {"max_inclusive": 50}),
        rule("b", questions=asked, period=period({"months": 1})),
    ]
    answer = decide(rules, *asked, group={"type": "小学校"})

    assert answer.value == {"books": 50, "period": "P1M"}


def test_a_value_that_needs_a_missing_fact_says_nothing() -> None:
    effect = {"outcome": "date", "expression": {"fact": "extended_to", "plus": {"days": 1}}}
    rules = [rule("a", questions=("suspension.start",), then=effect)]

    assert decide(rules, "suspension.start", due_on=ON).outcome == "unspecified"
    told = decide(rules, "suspension.start", due_on=ON, extended_to="2030-06-20")
    assert told.value == date(2030, 6, 21)
