"""The sample years that come with the repository: `seeds/samples.yaml`."""

from pathlib import Path

from pydantic import Field

from catalog.closed_model import ClosedModel
from catalog.municipality import MunicipalityCode


class Sample(ClosedModel):
    """A fiscal year of a municipality, given as the calendar year of its 1 April."""

    municipality_code: MunicipalityCode
    fiscal_year: int


class Samples(ClosedModel):
    """All sample years."""

    samples: tuple[Sample, ...] = Field(strict=False)


def bundled_samples(root: Path) -> tuple[Sample, ...]:
    """The sample years of a seeds folder; none when it lists none.

    Raises:
        CatalogError: the list cannot be read; with file, line and what is allowed.
    """
    path = root / "samples.yaml"
    return Samples.read(path, root).samples if path.exists() else ()
