"""Drafts: held against schema and lint with their line, and put in as the next version."""

from datetime import date
from pathlib import Path

import pytest

from lending_rules.compare import answer, words_ja
from lending_rules.decide import Engine
from lending_rules.draft import MAX_CHARACTERS, Draft, as_draft, read_draft, with_draft, written
from lending_rules.model import RuleFile
from lending_rules.rulebook import Rulebook
from lending_rules.shelf import readable_rulebook, rule_folders
from tests.unit.lending_rules.small_books import DRAFT, small_seeds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_seeds(tmp_path / "seeds")


@pytest.fixture
def book(folder: Path) -> Rulebook:
    return readable_rulebook(folder, folder.parents[1])


def read(text: str, folder: Path, book: Rulebook) -> Draft:
    return read_draft(text, folder, book)


def said(draft: Draft) -> list[str]:
    return [str(fault) for fault in draft.faults]


def limit_on(book: Rulebook, day: str) -> str:
    asked = {
        "id": "a", "municipality": book.slug, "kind": "quantity", "inputs": {"query": "max_items", "on": day},
    }  # fmt: skip
    found = answer("", Engine({book.slug: book}), asked)
    assert found.decision is not None
    return words_ja(found.decision)


def test_the_draft_is_the_next_version_and_the_one_in_force_ends_the_day_before(
    folder: Path, book: Rulebook
) -> None:
    draft = read(DRAFT, folder, book)
    assert said(draft) == []
    changed = with_draft(book, draft.rules)
    assert limit_on(changed, "2027-03-31") == "全体 10点"
    assert limit_on(changed, "2027-04-01") == "全体 12点"
    assert limit_on(book, "2027-04-01") == "全体 10点"


def test_rules_of_other_names_stay_and_new_ones_come_in(folder: Path, book: Rulebook) -> None:
    draft = read(DRAFT.replace("ten_at_a_time", "twelve_besides"), folder, book)
    changed = with_draft(book, draft.rules)
    assert [rule.rule_id for rule in changed.rules] == [*(r.rule_id for r in book.rules), "twelve_besides"]
    assert changed.rules[: len(book.rules)] == book.rules


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("  - rule_id", "  - rule_id: [", 2, "YAMLとして読めません"),
        ("    repealed_on: null\n", "", 2, "repealed_on: この項目は必須です"),
        ("limit: {max_inclusive: 12", "limit: {max: 12", 7, "キー「max」は使えません"),
        ("in_force_from: 2027-04-01", "in_force_from: 2020-04-01", 2, "同じ版が二つあります"),
        ("in_force_from: 2027-04-01", "in_force_from: 2027-02-30", 4, "2027-02-30"),
        ("counters:", "items: [bok], counters:", 2, "種類「bok」は使えません"),
        ("quantity.borrow", "quantity.take", 2, "契約にありません"),
    ],
)
def test_a_fault_is_told_with_its_line(
    folder: Path, book: Rulebook, old: str, new: str, line: int, sentence: str
) -> None:
    assert old in DRAFT
    first, *_ = said(read(DRAFT.replace(old, new), folder, book))
    assert first.startswith(f"改定案 {line}行目: ")
    assert sentence in first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "x" * (MAX_CHARACTERS + 1),
        "rules: &a [*a]",
        "a: " + "[" * 5000,
        "rules:\n" + "\n".join(f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 1}]" for n in range(12)),
    ],
)
def test_what_would_not_end_is_refused_at_once(folder: Path, book: Rulebook, text: str) -> None:
    draft = read(text, folder, book)
    assert draft.rules == ()
    assert len(draft.faults) == 1


def test_faults_of_the_rules_in_force_are_not_laid_to_the_draft(folder: Path, book: Rulebook) -> None:
    limit = folder / "lending_rules" / "limit.yaml"
    limit.write_text(
        limit.read_text(encoding="utf-8").replace("[held, ask]", "[held, ask], items: [bok]"), "utf-8"
    )
    faulty = readable_rulebook(folder, folder.parents[1])
    assert said(read(DRAFT, folder, faulty)) == []


def test_a_copy_of_a_rule_is_a_draft_without_fault(folder: Path, book: Rulebook) -> None:
    draft = read(as_draft(book.rules[0], date(2027, 4, 1)), folder, book)
    assert said(draft) == []
    assert draft.rules[0].in_force_from == date(2027, 4, 1)


def test_every_rule_of_the_seeds_is_written_as_it_was_read(repository: Path, tmp_path: Path) -> None:
    root = repository / "seeds"
    for folder in rule_folders(root):
        book = readable_rulebook(folder, root)
        path = tmp_path / "seeds" / f"{folder.name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(book.rules), encoding="utf-8")
        assert RuleFile.read(path, path.parent).rules == book.rules
