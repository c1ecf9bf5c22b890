"""Builds that several modules read."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import made_once, run_nenpo
from warehouse.open import Published, open_published
from warehouse.places import Places


@pytest.fixture(scope="session")
def published(published_var: Path) -> Iterator[Published]:
    """The build of the repository's own seeds."""
    opened = open_published(published_var)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory with the bundled sample at full scale delivered and built."""

    def make(var: Path) -> None:
        made = run_nenpo("sample", "--bundled", "--out", str(Places(var).landing), var=var)
        assert made.returncode == 0, made.stderr
        built = run_nenpo("build", "--no-pdf", var=var)
        assert built.returncode == 0, built.stderr

    return made_once(tmp_path_factory, "sample_var", make)


@pytest.fixture(scope="module")
def sample(sample_var: Path) -> Iterator[Published]:
    """The published file of the sample year."""
    with closing(open_published(sample_var)) as found:
        yield found
