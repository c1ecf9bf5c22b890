"""Each coverage file tells of every rule, and of every article either the rules or the reason why it carries none."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from lending_rules.model import Citation, Rule
from lending_rules.rulebook import FOLDER, read_rulebook
from tests.conftest import REPOSITORY

SEEDS = REPOSITORY / "seeds"
COVERAGE = "lending_rules_coverage.yaml"
FOLDERS = sorted(path.parent for path in (SEEDS / "municipalities").glob(f"*/{FOLDER}"))


def entries(folder: Path) -> list[dict[str, object]]:
    return yaml.safe_load((folder / COVERAGE).read_text(encoding="utf-8"))


def rules(folder: Path) -> tuple[Rule, ...]:
    book = read_rulebook(folder, SEEDS)
    assert book is not None
    return book.rules


def listed(folder: Path) -> set[tuple[str, str, str]]:
    """Rule, document and article of every mention."""
    return {
        (name, entry["document"], entry["article"])
        for entry in entries(folder)
        for name in entry.get("rules", ())
    }


def cited(rule: Rule) -> list[Citation]:
    """Every place that a rule cites, those of somebody's own power among them."""
    powers = [effect.exception for effect in (rule.then, rule.otherwise) if effect and effect.exception]
    return [*rule.citations, *(citation for power in powers for citation in power.citations)]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_an_article_has_rules_or_a_reason(folder: Path) -> None:
    for entry in entries(folder):
        assert set(entry) in ({"document", "article", "rules"}, {"document", "article", "reason_ja"}), entry
        assert all(entry.values()), entry


def test_no_article_is_listed_twice(folder: Path) -> None:
    places = Counter((entry["document"], entry["article"]) for entry in entries(folder))
    assert [place for place, count in places.items() if count > 1] == []


def test_every_rule_is_listed(folder: Path) -> None:
    assert {rule.rule_id for rule in rules(folder)} - {name for name, _, _ in listed(folder)} == set()


def test_every_rule_that_is_listed_exists(folder: Path) -> None:
    assert {name for name, _, _ in listed(folder)} - {rule.rule_id for rule in rules(folder)} == set()


def test_a_rule_is_listed_where_it_cites(folder: Path) -> None:
    places = listed(folder)
    missing = [
        (rule.rule_id, citation.document, citation.article)
        for rule in rules(folder)
        for citation in cited(rule)
        if (rule.rule_id, citation.document, citation.article) not in places
    ]
    assert missing == []
