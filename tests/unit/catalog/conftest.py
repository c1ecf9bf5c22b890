"""A tiny seeds tree for each test."""

from pathlib import Path

import pytest

from tests.seeds_tree import tiny_seeds


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return tiny_seeds(tmp_path)
