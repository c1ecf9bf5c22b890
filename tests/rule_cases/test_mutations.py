"""No number, day, time or boundary of a rule can change without a case that notices."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest

from lending_rules.dates import ONE_DAY
from lending_rules.decide import Engine
from lending_rules.lint import version_faults
from lending_rules.model import Rule
from lending_rules.rulebook import Rulebook, read_rulebooks
from tests.conftest import REPOSITORY
from tests.rule_cases.mutations import mutations
from tests.rule_cases.reading import Case, cases

BOOKS = read_rulebooks(REPOSITORY / "seeds")
# Questions that other questions ask on the way: whether a library is open.
ASKED_BY_ALL = ("calendar_open.", "opening_hours.")


@cache
def cases_by_question(municipality: str) -> dict[str, list[Case]]:
    found = defaultdict(list)
    for case in cases():
        if case.municipality == municipality:
            found[case.question].append(case)
    return found


def concerned(book: Rulebook, rule: Rule) -> list[Case]:
    """Cases that a change of the rule can touch, the nearest first."""
    by_question = cases_by_question(book.slug)
    own = [case for name in rule.questions for case in by_question.get(name, ())]
    if any(name.startswith(ASKED_BY_ALL) for name in rule.questions):
        own += [case for name, found in by_question.items() if name not in rule.questions for case in found]
    return own


def unnoticed(book: Rulebook, rule: Rule) -> list[str]:
    """Changes of the rule after which every case still holds."""
    told = concerned(book, rule)
    found = []
    for said, changed in mutations(rule):
        rules = tuple(changed if other is rule else other for other in book.rules)
        if any(True for _ in version_faults(rules)):
            continue  # the linter refuses it
        engine = Engine({book.slug: replace(book, rules=rules)})
        if says_the_same(book, Engine({book.slug: book}), engine, rule, changed):
            continue  # no library on any day of the difference answers otherwise: it is the same rule
        if all(not case.faults(engine.decide(case.request)) for case in told):
            found.append(said)
    return found


def says_the_same(book: Rulebook, one: Engine, other: Engine, rule: Rule, changed: Rule) -> bool:
    """Whether a calendar rule whose first or last day moved by one says the same of every library on those days."""
    moved = {rule.in_force_from, rule.repealed_on} ^ {changed.in_force_from, changed.repealed_on}
    days = {day + ONE_DAY * n for day in moved if day is not None for n in (-1, 0, 1)}
    if not days or not any(name.startswith(ASKED_BY_ALL) for name in rule.questions):
        return False
    return all(
        one.decide(request) == other.decide(request)
        for day, library in product(sorted(days), book.libraries)
        for request in calendar_requests(book.slug, library.name, day.isoformat())
    )


def calendar_requests(slug: str, library: str, day: str) -> Iterator[dict[str, Any]]:
    """Every way to ask whether and when a library is open on a day."""
    told = [{"from": day, "to": day, "kind": kind} for kind in ("点検", "臨時休館")]
    closures: list[Any] = [None, [], *([one] for one in told)]
    for closed, opened, question in product(
        closures, (None, True, False), (("calendar_open", "open"), ("opening_hours", "hours"))
    ):
        inputs = {"query": question[1], "library": library, "on": day}
        inputs |= {} if closed is None else {"special_closures": closed}
        inputs |= {} if opened is None else {"facility_opened": opened}
        yield {"id": "a", "municipality": slug, "kind": question[0], "inputs": inputs}


@pytest.mark.parametrize(
    ("slug", "rule"),
    [(slug, rule) for slug, book in BOOKS.items() for rule in book.rules],
    ids=lambda value: value if isinstance(value, str) else f"{value.rule_id}-{value.in_force_from}",
)
def test_a_change_is_noticed(slug: str, rule: Rule) -> None:
    assert unnoticed(BOOKS[slug], rule) == []
