"""An installation that takes deliveries in."""

from pathlib import Path

import pytest

from tests.deliveries_tree import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
