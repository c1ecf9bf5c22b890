"""One whole sample year, made once."""

from pathlib import Path

import pytest

from catalog.load import Catalog, load
from sample.figures import Figures
from sample.make import make_sample
from tests.sample.delivered import FISCAL_YEAR, Delivered, delivering


@pytest.fixture(scope="session")
def catalog(repository: Path) -> Catalog:
    return load(repository / "seeds")


@pytest.fixture(scope="session")
def figures(catalog: Catalog) -> Figures:
    return Figures(catalog, delivering(catalog), FISCAL_YEAR)


@pytest.fixture(scope="session")
def delivered(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    """The files at scale 1."""
    out = tmp_path_factory.mktemp("sample")
    make_sample(catalog, delivering(catalog), FISCAL_YEAR, out, 1, lambda line: None)
    return Delivered(out)
