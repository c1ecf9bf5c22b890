"""The published build, open for a whole module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.open import Published, open_published


@pytest.fixture(scope="session")
def published(published_var: Path) -> Iterator[Published]:
    """The build of the repository's own seeds."""
    opened = open_published(published_var)
    yield opened
    opened.close()
