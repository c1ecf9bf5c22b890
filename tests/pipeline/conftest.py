"""Builds that several modules read."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, made_once, run_nenpo
from tests.pipeline import fifth_city, other_systems
from tests.seeds_tree import copy_of_seeds
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


@dataclass(frozen=True)
class Grown:
    """The repository's seeds with three municipalities more, and what was built from them."""

    seeds: Path
    var: Path


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """One of printed figures and two of other systems, with their deliveries."""

    def make(folder: Path) -> None:
        folder.mkdir()
        seeds, var = copy_of_seeds(REPOSITORY, folder), folder / "var"
        fifth_city.add(seeds)
        for city in (other_systems.NUMBERED, other_systems.UNNUMBERED):
            other_systems.add(seeds, city)
        for _, slug, transaction in (other_systems.NUMBERED, other_systems.UNNUMBERED):
            delivered = folder / slug
            delivered.mkdir()
            files = (other_systems.loans(delivered, transaction), other_systems.opening_log(delivered))
            taken = run_nenpo("ingest", *map(str, files), "--municipality", slug, var=var, seeds=seeds)
            assert taken.returncode == 0, taken.stderr
        built = run_nenpo("build", "--no-pdf", var=var, seeds=seeds)
        assert built.returncode == 0, built.stderr

    folder = made_once(tmp_path_factory, "grown", make)
    return Grown(folder / "seeds", folder / "var")
