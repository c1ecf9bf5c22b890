"""Every rule case holds, every question of the contract has cases, and no two cases bear one name."""

from collections import Counter
from pathlib import Path

import pytest

from lending_rules.contract import contract
from lending_rules.decide import Engine
from lending_rules.lint import faults
from lending_rules.rulebook import read_rulebooks
from tests.conftest import REPOSITORY
from tests.rule_cases.reading import Case, cases

CASES = list(cases())
SEEDS = REPOSITORY / "seeds"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(read_rulebooks(SEEDS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.municipality}: {case.name}")
def test_the_texts_answer(engine: Engine, case: Case) -> None:
    assert case.faults(engine.decide(case.request)) == []


def test_every_question_of_the_contract_has_a_case() -> None:
    assert {case.question for case in CASES} == set(contract().questions)


def test_each_case_is_named_after_what_it_alone_proves() -> None:
    names = Counter((case.municipality, case.name) for case in CASES)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("folder", sorted((SEEDS / "municipalities").iterdir()), ids=lambda path: path.name)
def test_the_rules_are_without_fault(folder: Path) -> None:
    assert [str(fault) for fault in faults(folder, SEEDS)] == []
