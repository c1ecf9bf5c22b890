"""The generated documents are those of this tree."""

from pathlib import Path

from dagster_project.documents import data_dictionary, unprotected_cells, write_schemas
from warehouse.open import Published


def test_the_data_dictionary_is_current(repository: Path) -> None:
    assert (repository / "docs" / "data_dictionary.md").read_text(encoding="utf-8") == data_dictionary()


def test_the_list_of_unprotected_cells_is_current(repository: Path, published: Published) -> None:
    assert (repository / "docs" / "unprotected_cells.md").read_text(encoding="utf-8") == unprotected_cells(
        published
    )


def test_the_schemas_are_current(repository: Path, tmp_path: Path) -> None:
    write_schemas(tmp_path)
    kept = {
        path.name: path.read_text(encoding="utf-8") for path in (repository / "docs" / "schemas").iterdir()
    }
    assert kept == {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
