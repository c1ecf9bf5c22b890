"""A rule set over many inputs: what the engine would say of each, asked once for all that no rule can tell apart."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog.words import MATERIALS
from lending_rules.contract import contract
from lending_rules.decide import Engine
from lending_rules.model import Rule
from lending_rules.request import Request
from lending_rules.rulebook import Rulebook, read_rulebooks
from lending_rules.what_if import Asked, asked_for_year, counted_from
from tests.conftest import REPOSITORY
from tests.unit.lending_rules.imaginary import seeds_of_one
from tests.unit.lending_rules.making import rule

ROWS = 250
DAYS = [date(2019, 6, 1) + timedelta(days=9 * n) for n in range(300)]
COUNTERS = ["", "book=1", "book=9 cd=1", "book=15", "cd=3", "magazine=2 book=14", "comic=4", "dvd=1"]
# What the fields may hold, as the caller of `answers` writes it.
VALUES: Mapping[str, list[Any]] = {
    **dict.fromkeys(("held", "reserved", "requested"), COUNTERS),
    "ask": COUNTERS[1:],
    "item": [*MATERIALS],
    "items_out": [0, 1, 2, 5],
    "library": ["01", "02", "05"],
    "reminder_sent": [True, False],
    "currently_suspended": [True, False],
    "special_circumstances": [True, False],
    "request_type": ["予約", "リクエスト"],
    "channel": ["窓口", "電話", "FAX"],
    "in_collection": [True, False],
}
QUESTIONS = {
    "quantity.borrow": ("on", "held", "ask", "library"),
    "suspension.status": (
        "on", "due_on", "extended_to", "items_out", "returned_on", "reminder_sent", "currently_suspended",
    ),
    "suspension.start": ("on", "due_on", "extended_to", "reminder_sent"),
    "due_date.due_date": ("on", "item", "library", "special_circumstances"),
    "reservation.reserve": (
        "on", "reserved", "requested", "ask", "item", "request_type", "channel", "in_collection",
    ),
}  # fmt: skip


@cache
def books() -> dict[str, Rulebook]:
    return read_rulebooks(REPOSITORY / "seeds")


def rows_of(facts: tuple[str, ...], required: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Rows of any values, and of none where a field need not be given."""
    chance = random.Random(",".join(facts))
    day = {name: contract().fields[name].kind == "day" for name in facts}

    def value(name: str, on: date) -> Any:
        if name not in required and chance.random() < 0.3:
            return None
        if day[name] and name != "on":
            return on + timedelta(days=chance.randint(-45, 5))
        return on if name == "on" else chance.choice(VALUES[name])

    return [tuple(value(name, on) for name in facts) for on in chance.choices(DAYS, k=ROWS)]


def told_one_by_one(book: Rulebook, question: str, facts: tuple[str, ...], row: tuple[Any, ...]) -> Any:
    """What the engine says of one row."""
    asked = Asked(book)
    given = {
        name: read
        for name, value in zip(facts, row, strict=True)
        if value is not None and (read := asked._reader(name)(value)) is not None
    }
    data = {**contract().questions[question].absent, **given}
    decision = Engine({book.slug: book}).decision(
        Request("a", book.slug, contract().questions[question], data, data)
    )
    return decision.outcome, decision.value if isinstance(decision.value, date) else None


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("slug", [*books(), "imaginary"])
def test_an_answer_for_many_is_the_answer_of_each(slug: str, question: str, tmp_path: Path) -> None:
    book = books()[slug] if slug in books() else next(iter(read_rulebooks(seeds_of_one(tmp_path)).values()))
    facts = QUESTIONS[question]
    rows = rows_of(facts, contract().questions[question].required)
    asked = Asked(book)

    found = asked.answers(question, facts, rows, {})

    assert [(a.outcome, a.value) for a in found] == [told_one_by_one(book, question, facts, r) for r in rows]
    assert asked.decisions <= len(set(rows))


LIMIT = {"items": ["book"], "max_inclusive": 15, "counters": ["held", "ask"], "key": "book"}
BORROW = ("quantity.borrow",)


def book_of(*rules: Rule) -> Rulebook:
    return Rulebook("99007", "kasumioka", "霞丘市", "霞丘市立図書館", rules, ())


def test_the_engine_is_asked_once_for_what_no_rule_tells_apart() -> None:
    asked = Asked(book_of(rule("fifteen", questions=BORROW, limit=LIMIT)))
    days = [date(2030, 4, 1) + timedelta(days=n) for n in range(300)]
    rows = [(day, f"book={held}", f"book={ask}") for day in days for held in range(15) for ask in range(1, 5)]

    answers = asked.answers(BORROW[0], ("on", "held", "ask"), rows, {})

    refused = [row for row, answer in zip(rows, answers, strict=True) if answer.outcome == "denied"]
    assert refused == [row for row in rows if int(row[1][5:]) + int(row[2][5:]) > 15]
    assert asked.decisions == 2
    assert answers[-1].rules == (("fifteen", "規則 fifteen"),)


def test_material_that_requests_do_not_count_is_not_asked_about() -> None:
    asked = Asked(book_of(rule("fifteen", questions=BORROW, limit=LIMIT)))
    rows = [(date(2030, 6, 1), "book=20", pieces) for pieces in ("daisy=2", "daisy=2 book=1")]

    answers = asked.answers(BORROW[0], ("on", "held", "ask"), rows, {})

    assert [answer.outcome for answer in answers] == ["not_counted", "denied"]


def test_days_between_two_versions_are_alike_and_a_day_of_another_version_is_not() -> None:
    first = rule("a", questions=BORROW, limit=LIMIT, repealed_on=date(2030, 7, 1))
    then = rule("a", questions=BORROW, limit={**LIMIT, "max_inclusive": 10}, in_force_from=date(2030, 7, 1))
    days = [date(2030, 6, 29), date(2030, 6, 30), date(2030, 7, 1), date(2030, 7, 2)]

    alike = Asked(book_of(first, then)).alike(BORROW[0], "on", days, ["on", "held", "ask"], {})

    assert alike == [days[0], days[0], days[2], days[2]]


def test_days_are_told_apart_where_a_period_runs_from_them() -> None:
    period = {"length": {"weeks": 2}, "runs_from": {"fact": "on"}, "first_day": "excluded"}
    asked = Asked(book_of(rule("a", questions=("due_date.due_date",), period=period)))
    days = [date(2030, 6, 1), date(2030, 6, 2)]

    assert asked.alike("due_date.due_date", "on", days, ["on"], {}) == days
    answers = asked.answers("due_date.due_date", ("on",), [(day,) for day in days], {})
    assert [answer.value for answer in answers] == [date(2030, 6, 15), date(2030, 6, 16)]


def test_a_fact_that_no_rule_reads_is_all_one() -> None:
    asked = Asked(book_of(rule("fifteen", questions=BORROW, limit=LIMIT)))
    assert asked.alike(BORROW[0], "library", ["01", "02"], ["on", "held", "ask", "library"], {}) == [
        "01",
        "01",
    ]


def test_a_draft_counts_from_the_first_day_of_the_year() -> None:
    standing = rule("a", questions=BORROW, limit=LIMIT, repealed_on=date(2030, 9, 1))
    amended = rule(
        "a", questions=BORROW, limit={**LIMIT, "max_inclusive": 12}, in_force_from=date(2030, 9, 1)
    )
    draft = rule("a", questions=BORROW, limit={**LIMIT, "max_inclusive": 10}, in_force_from=date(2033, 4, 1))
    book = counted_from(book_of(standing, amended), [draft], date(2030, 5, 1))
    row = ("book=10", "book=1")

    answers = Asked(book).answers(
        BORROW[0], ("on", "held", "ask"),
        [(date(2030, 4, 30), *row), (date(2030, 5, 1), *row), (date(2030, 9, 2), *row)], {},
    )  # fmt: skip

    assert [answer.outcome for answer in answers] == ["allowed", "denied", "denied"]


def test_without_a_draft_the_rules_in_force_are_asked_alone() -> None:
    assert list(asked_for_year(book_of(), 2030)) == ["in_force"]
    assert list(asked_for_year(book_of(), 2030, [rule("a", then={"outcome": "allowed"})])) == [
        "in_force",
        "draft",
    ]


def test_the_warehouse_counts_every_material_of_the_catalog() -> None:
    project = yaml.safe_load((REPOSITORY / "dbt" / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["vars"]["materials"] == list(MATERIALS)
