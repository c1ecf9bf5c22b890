"""The municipality of `tests/rule_cases/imaginary_city`, asked like any other."""

import shutil
from pathlib import Path
from typing import Any

from lending_rules.decide import Engine
from lending_rules.rulebook import read_rulebooks
from tests.conftest import REPOSITORY

SLUG = "kasumioka"


def seeds_of_one(folder: Path) -> Path:
    """A seeds tree below a folder that holds this municipality and nothing else."""
    root = folder / "seeds"
    city = root / "municipalities" / f"99007_{SLUG}"
    shutil.copytree(REPOSITORY / "tests" / "rule_cases" / "imaginary_city", city)
    return root


def engine_of_one(folder: Path) -> Engine:
    """The engine over that tree."""
    return Engine(read_rulebooks(seeds_of_one(folder)))


def ask(engine: Engine, question: str, **inputs: Any) -> dict[str, Any]:
    """The answer to a question, which must be understood."""
    kind, query = question.split(".")
    answer = engine.decide(
        {"id": "a", "municipality": SLUG, "kind": kind, "inputs": {"query": query, **inputs}}
    )
    assert answer["outcome"] != "error", answer
    return answer
