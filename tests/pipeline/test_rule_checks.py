"""Loans held against the lending rules after a build: told, and never in the way of a publication."""

import shutil
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.installation import Installation
from dagster_project.rule_checks import loans_are_as_the_rules_allow
from tests.conftest import REPOSITORY

CODE = "28204"
LIMIT = """rules:
  - rule_id: books
    questions: [quantity.borrow]
    in_force_from: 2021-04-01
    repealed_on: null
    citations: [{document: 要綱, article: 第2条}]
    limit: {items: [book], max_inclusive: MOST, counters: [held, ask], key: book}
"""


def result(var: Path, seeds: Path) -> dg.AssetCheckResult:
    found = loans_are_as_the_rules_allow(
        dg.build_asset_check_context(), installation=Installation(seeds=str(seeds), var=str(var))
    )
    assert isinstance(found, dg.AssetCheckResult)
    return found


def seeds_with(folder: Path, rules: str) -> Path:
    (given,) = (REPOSITORY / "seeds" / "municipalities").glob(f"{CODE}_*")
    city = folder / "seeds" / "municipalities" / given.name
    (city / "lending_rules").mkdir(parents=True)
    shutil.copy(given / "municipality.yaml", city)
    (city / "lending_rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    return folder / "seeds"


@pytest.mark.parametrize(("most", "said"), [("15", "その日の貸出規則では断るものでした"), ("9999", None)])
def test_loans_beyond_the_rules_are_told_with_their_number(
    small_var: Path, tmp_path: Path, most: str, said: str | None
) -> None:
    found = result(small_var, seeds_with(tmp_path, LIMIT.replace("MOST", most)))

    assert found.passed == (said is None)
    assert found.severity == dg.AssetCheckSeverity.WARN
    sentences = found.metadata["sentences"].value
    assert isinstance(sentences, list)
    assert [said in sentence for sentence in sentences] == ([True] if said else [])


def test_rules_that_cannot_be_read_stop_nothing(small_var: Path, tmp_path: Path) -> None:
    found = result(small_var, seeds_with(tmp_path, LIMIT.replace("MOST", "fifteen")))

    assert not found.passed
    assert "rules.yaml 7行目" in str(found.metadata["sentences"].value)
