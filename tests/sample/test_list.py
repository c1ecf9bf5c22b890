"""The years that come with the repository, and the command's own refusals."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import Catalog
from catalog.sample_list import bundled_samples
from cli.sample import sample
from sample.figures import Figures


def test_every_bundled_year_has_its_printed_figures(catalog: Catalog) -> None:
    by_code = {m.municipality_code: m for m in catalog.municipalities}
    listed = bundled_samples(catalog.root)
    assert listed
    for entry in listed:
        assert Figures(catalog, by_code[entry.municipality_code], entry.fiscal_year).cells


def test_a_seeds_folder_without_the_list_has_no_samples(tmp_path: Path) -> None:
    assert bundled_samples(tmp_path) == ()


@pytest.mark.parametrize(
    ("municipality", "fiscal_year", "bundled"),
    [(None, None, False), ("28204", None, False), (None, 2024, True), ("28204", 2024, True)],
)
def test_one_year_or_the_bundled_ones_but_not_a_mixture(
    municipality: str | None, fiscal_year: int | None, bundled: bool, tmp_path: Path
) -> None:
    assert sample.callback is not None
    with pytest.raises(CatalogError, match="--bundled だけ"):
        sample.callback(municipality, fiscal_year, bundled, tmp_path, 1.0)
