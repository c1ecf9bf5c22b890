"""The design held against the whole tree. The list of exceptions is empty, and there is no place to write one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house_rules import imports, places, texts, years
from tests.house_rules.tree import Tree

RULES: list[Callable[[Tree], list[str]]] = [
    imports.wrong_imports,
    places.files_named_after_a_place_or_year,
    places.code_that_knows_a_place,
    years.code_that_compares_with_a_year,
    texts.machine_paths,
    texts.package_indexes,
    texts.tests_that_read_shared,
    texts.long_files,
    texts.code_in_seeds,
]


@pytest.fixture(scope="module")
def tree(repository: Path) -> Tree:
    return Tree.of_repository(repository)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps(rule: Callable[[Tree], list[str]], tree: Tree) -> None:
    assert rule(tree) == []


def test_the_tree_has_every_room_that_the_build_needs(tree: Tree) -> None:
    rooms = {file.partition("/")[0] for file in tree.files if file.endswith(".py")}
    assert {"catalog", "ingestion", "expectations", "warehouse", "reports", "dashboards"} <= rooms
    assert any(file.startswith("dbt/models/") for file in tree.files)
