"""Rules, in force and draft, over a delivered year: every figure is the one told from the files person by person."""

import csv
import json
import shutil
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from lending_rules.model import Rule, RuleFile
from lending_rules.rulebook import Rulebook, read_rulebook
from lending_rules.what_if import asked_for_year
from tests.conftest import REPOSITORY, run_nenpo
from tests.tally.delivered import read_delivered
from tests.tally.what_if import Loan, Place, loans_of_persons, refused, stopped_days
from warehouse.open import open_published
from warehouse.what_if import Effect, effects

CODE, YEAR = "28204", 2024
CITED = [{"document": "要綱", "article": "第2条"}]
SUSPENDED, FREE = {"outcome": "suspended"}, {"outcome": "not_suspended"}


def entry(rule_id: str, question: str, **members: object) -> dict[str, object]:
    return {
        "rule_id": rule_id, "questions": [question], "in_force_from": date(2021, 4, 1), "repealed_on": None,
        "citations": CITED, **members,
    }  # fmt: skip


def limit(rule_id: str, item: str, most: int) -> dict[str, object]:
    counted = {"items": [item], "max_inclusive": most, "counters": ["held", "ask"], "key": item}
    return entry(rule_id, "quantity.borrow", limit=counted)


def period(rule_id: str, item: str, days: int) -> dict[str, object]:
    length = {"length": {"days": days}, "runs_from": {"fact": "on"}, "first_day": "excluded"}
    return entry(
        rule_id,
        "due_date.due_date",
        when=[{"fact": "item", "equals": item}],
        period=length,
    )


LATE = {"fact": "due_on", "plus": {"days": 31}}
OUT = {"fact": "items_out", "at_least": 1}
GOES_ON = {"any": [{"fact": "on", "after": LATE}, {"fact": "currently_suspended", "equals": True}]}
RULES = [
    limit("books", "book", 15),
    limit("cds", "cd", 2),
    period("period_of_books", "図書", 14),
    period("period_of_cds", "CD", 14),
    entry("stop", "suspension.status", when=[OUT, GOES_ON], then=SUSPENDED),
    entry("no_stop", "suspension.status", when=[{"none": [{"all": [OUT, GOES_ON]}]}], then=FREE),
    entry(
        "start",
        "suspension.start",
        then={"outcome": "date", "expression": {"fact": "due_on", "plus": {"days": 32}}},
    ),
]
# A draft begins some day; what-if takes it to count from the first day of the year.
BEGINS = {"in_force_from": date(YEAR + 8, 4, 1)}
DRAFT = [limit("books", "book", 10) | BEGINS, period("period_of_cds", "CD", 7) | BEGINS]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeds tree in which the city of the sample has the rules of this test."""
    root = tmp_path_factory.mktemp("rules") / "seeds"
    (given,) = (REPOSITORY / "seeds" / "municipalities").glob(f"{CODE}_*")
    city = root / "municipalities" / given.name
    (city / "lending_rules").mkdir(parents=True)
    shutil.copy(given / "municipality.yaml", city)
    written(city / "lending_rules" / "rules.yaml", RULES)
    return root


class Plain(yaml.SafeDumper):
    """Writes what stands in two places twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(path: Path, rules: list[dict[str, object]]) -> Path:
    text = yaml.dump({"rules": rules}, Dumper=Plain, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def book(seeds: Path) -> Rulebook:
    found = read_rulebook(next((seeds / "municipalities").iterdir()), seeds)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("draft") / "draft.yaml", DRAFT)


@pytest.fixture(scope="module")
def found(small_var: Path, book: Rulebook, draft: Path) -> list[Effect]:
    rules: tuple[Rule, ...] = RuleFile.read(draft, draft.parent).rules
    published = open_published(small_var)
    with published.scratch() as connection:
        effects_found = effects(connection, asked_for_year(book, YEAR, rules), CODE, YEAR)
    published.close()
    return effects_found


@pytest.fixture(scope="module")
def loans(small_sample: list[Path]) -> list[Loan]:
    return loans_of_persons(read_delivered(small_sample, YEAR))


def by_place(found: list[Effect], measure: str, rules: str, rule_id: str | None = None) -> Counter[Place]:
    """A measure by library, lower bound of the age group, and month."""
    counted: Counter[Place] = Counter()
    for effect in found:
        value = getattr(effect, rules)
        if effect.measure == measure and effect.rule_id == rule_id and value:
            assert effect.library_path and effect.age_group_code and effect.month_date
            age_from = int(effect.age_group_code.partition("_")[0])
            counted[effect.library_path, age_from, effect.month_date] += value
    return counted


def total(found: list[Effect], measure: str, rules: str, days: int | None = None) -> int:
    return sum(getattr(e, rules) or 0 for e in found if e.measure == measure and e.days_moved == days)


@pytest.mark.parametrize(("rules", "books"), [("in_force", 15), ("draft", 10)])
def test_exactly_the_checkouts_beyond_the_rules_are_refused(
    found: list[Effect], loans: list[Loan], rules: str, books: int
) -> None:
    told = refused(loans, books)

    assert by_place(found, "checkouts_refused", rules) == told["any"]
    assert by_place(found, "refusals", rules, "books") == told["books"]
    assert by_place(found, "refusals", rules, "cds") == told["cds"]
    assert by_place(found, "refusals", rules, "stop") == told["stop"]
    assert told["books"] and told["stop"]


def test_every_checkout_of_a_person_is_judged(found: list[Effect], loans: list[Loan]) -> None:
    checkouts = {(loan.transaction, loan.lent, loan.library) for loan in loans}
    assert total(found, "checkouts_judged", "in_force") == len(checkouts)
    assert total(found, "checkouts_left_open", "in_force") == 0


def test_exactly_the_due_dates_of_the_period_that_a_draft_changes_move(
    found: list[Effect], loans: list[Loan]
) -> None:
    of_cds = Counter(loan.place for loan in loans if not loan.is_book)

    assert by_place(found, "due_dates_by_draft_moved", "draft") == of_cds
    assert total(found, "due_dates_by_draft_moved", "draft", -7) == of_cds.total() > 0
    assert total(found, "due_dates_by_draft_compared", "draft") == len(loans)


def test_due_dates_are_held_against_those_recorded_of_loans_not_renewed(
    found: list[Effect], loans: list[Loan]
) -> None:
    kept = [loan for loan in loans if not loan.renewals]
    assert total(found, "due_dates_compared", "in_force") == len(kept)
    assert [e for e in found if e.measure == "due_dates_moved" and e.in_force] == []
    assert total(found, "due_dates_moved", "draft", -7) == sum(not loan.is_book for loan in kept)


def test_days_of_suspension_are_those_told_day_by_day(found: list[Effect], loans: list[Loan]) -> None:
    counted: Counter[date] = Counter()
    for effect in found:
        if effect.measure == "person_days_suspended" and effect.month_date is not None:
            counted[effect.month_date] += effect.in_force or 0

    assert counted == stopped_days(loans, date(YEAR + 1, 3, 31))
    assert counted.total() > 1000


def test_a_city_without_rules_on_reservations_leaves_them_open(found: list[Effect]) -> None:
    assert (
        total(found, "reservations_left_open", "in_force")
        == total(found, "reservations_judged", "in_force")
        > 0
    )


def test_the_command_prints_the_figures_side_by_side(
    small_var: Path, seeds: Path, draft: Path, found: list[Effect]
) -> None:
    asked = ("what-if", "--municipality", CODE, "--fiscal-year", str(YEAR), "--draft", str(draft))
    printed = run_nenpo(*asked, "--total", var=small_var, seeds=seeds)
    assert printed.returncode == 0, printed.stderr
    (refusals,) = [r for r in csv.DictReader(StringIO(printed.stdout)) if r["measure"] == "checkouts_refused"]
    assert int(refusals["in_force"]) == total(found, "checkouts_refused", "in_force")
    assert int(refusals["draft"]) == total(found, "checkouts_refused", "draft")

    as_json = run_nenpo(*asked, "--by", "library", "--format", "json", var=small_var, seeds=seeds)
    record = json.loads(as_json.stdout)
    assert sum(f["in_force"] for f in record["figures"] if f["measure"] == "checkouts_refused") == int(
        refusals["in_force"]
    )
    assert {f["month_date"] for f in record["figures"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--municipality", CODE, "--fiscal-year", "2019"), "2019年度の貸出の納品データはありません"),
        (("--municipality", "nowhere", "--fiscal-year", str(YEAR)), "自治体「nowhere」は登録されていません"),
    ],
)
def test_what_cannot_be_asked_is_said(
    small_var: Path, seeds: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused_ = run_nenpo("what-if", *arguments, var=small_var, seeds=seeds)
    assert (refused_.returncode, refused_.stdout) == (1, "")
    assert said in refused_.stderr


def test_a_draft_with_a_fault_is_refused_with_its_line(small_var: Path, seeds: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("rules:\n  - rule_id: books\n    most: 3\n", encoding="utf-8")
    said = run_nenpo(
        "what-if", "--municipality", CODE, "--fiscal-year", str(YEAR), "--draft", str(bad),
        var=small_var, seeds=seeds,
    )  # fmt: skip
    assert said.returncode == 1
    assert "改定案" in said.stderr and "行目" in said.stderr


def test_a_situation_is_overdue_exactly_where_it_has_an_oldest_due_date(small_var: Path) -> None:
    published = open_published(small_var)
    late, told, situations, checkouts = published.rows(
        "select sum(checkouts) filter (where items_overdue > 0),"
        " sum(checkouts) filter (where oldest_due_date < checkout_date), sum(checkouts),"
        " (select sum(checkouts) from fct_checkouts) from fct_checkout_situations"
    )[0]
    published.close()
    assert late == told > 0
    assert situations == checkouts
