"""The seeds as a whole: they load, and what does not fit together is refused."""

import shutil
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import load
from tests import seeds_tree as tree
from tests.seeds_tree import change


def refusal(seeds: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        load(seeds)
    return str(caught.value)


def test_every_seeds_file_of_the_repository_loads(repository: Path) -> None:
    root = repository / "seeds"
    catalog = load(root)
    assert {f"{m.municipality_code}_{m.slug}" for m in catalog.municipalities} == {
        path.name for path in (root / "municipalities").iterdir()
    }
    assert {t.table_id for t in catalog.tables} == {
        path.stem for path in (root / "yearbook" / "tables").iterdir()
    }
    assert [edition.folder for edition in catalog.editions] == sorted(
        path.parent for path in (root / "yearbook" / "published").glob("*/*/source.yaml")
    )
    assert all(edition.identity_terms for edition in catalog.editions)
    assert any(catalog.registers.values())


def test_the_tiny_tree_loads_in_printed_order(seeds: Path) -> None:
    change(seeds / f"yearbook/tables/{tree.CARDS}.yaml", "sort_order: 310", "sort_order: 90")
    catalog = load(seeds)
    assert [t.table_id for t in catalog.tables] == [tree.CARDS, tree.LOANS, tree.HOLDINGS]
    (edition,) = catalog.editions
    assert (edition.municipality.name_ja, edition.source.main_fiscal_year) == ("砂丘市", 2023)
    assert [note.fiscal_year_to for note in edition.notes] == [None]
    assert [line.as_used for line in catalog.registers[tree.CODE]] == ["140"]


def test_a_municipality_needs_neither_figures_nor_a_register(seeds: Path) -> None:
    shutil.rmtree(seeds / "yearbook" / "published")
    (seeds / tree.REGISTER).unlink()
    catalog = load(seeds)
    assert catalog.editions == ()
    assert catalog.registers == {tree.CODE: ()}


def test_figures_of_an_unknown_municipality(seeds: Path) -> None:
    (seeds / "yearbook/published" / tree.CODE).rename(seeds / "yearbook/published/99002")
    said = refusal(seeds)
    assert "seeds/yearbook/published/99002" in said
    assert "「99002」は登録されていません" in said
    assert tree.CODE in said


def test_figures_without_their_document(seeds: Path) -> None:
    (seeds / tree.DELIVERY / "source.yaml").unlink()
    assert refusal(seeds) == f"seeds/{tree.DELIVERY}: source.yaml がありません。加えてください。"


def test_an_edition_in_the_folder_of_another(seeds: Path) -> None:
    (seeds / tree.DELIVERY).rename(seeds / tree.DELIVERY.replace("2024", "2025"))
    said = refusal(seeds)
    assert f"{tree.CODE}/2025" in said
    assert "2024" in said


def test_a_municipality_in_a_folder_of_another_name(seeds: Path) -> None:
    (seeds / "municipalities" / f"{tree.CODE}_{tree.SLUG}").rename(seeds / "municipalities" / "sakyu")
    said = refusal(seeds)
    assert "seeds/municipalities/sakyu" in said
    assert "「99001_sakyu」" in said


def test_a_table_in_a_file_of_another_name(seeds: Path) -> None:
    (seeds / f"yearbook/tables/{tree.LOANS}.yaml").rename(seeds / "yearbook/tables/t09_loans.yaml")
    said = refusal(seeds)
    assert "seeds/yearbook/tables/t09_loans.yaml" in said
    assert "「t09_loans」" in said


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (tree.LOANS, "measure: open_days", "measure: open_hours"),
        (tree.LOANS, "measure: loans_children", "measure: open_hours"),
        (tree.CARDS, "measure: cards_reissued", "measure: open_hours"),
        (tree.HOLDINGS, "years: series", "years: series\nmeasure: open_hours"),
    ],
    ids=["column", "inner column", "note cell", "table"],
)
def test_an_unknown_measure(seeds: Path, file: str, old: str, new: str) -> None:
    change(seeds / f"yearbook/tables/{file}.yaml", old, new)
    said = refusal(seeds)
    assert f"seeds/yearbook/tables/{file}.yaml" in said
    assert "「open_hours」は measures.yaml にありません" in said


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("target: 1日平均", "target: 2日平均", "行「本館」・列「2日平均」"),
        ("numerator: 貸出冊数/計", "numerator: 貸出冊数", "行「本館」・列「貸出冊数」"),
        ("target: 合計", "target: 総計", "行「総計」・列「貸出冊数/一般」"),
        ("denominator: 開館日数", "denominator: {table: t09, row: 全館, column: 開館日数}", "表 t09"),
    ],
    ids=["target", "part", "row", "table"],
)
def test_an_identity_that_points_nowhere(seeds: Path, old: str, new: str, place: str) -> None:
    change(seeds / f"yearbook/tables/{tree.LOANS}.yaml", old, new)
    said = refusal(seeds)
    assert f"seeds/yearbook/tables/{tree.LOANS}.yaml" in said
    assert place in said
