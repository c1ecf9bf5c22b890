"""What the monthly report tells: it loads, it becomes rows in its order, and what does not fit is refused."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.form import form_measures
from catalog.load import load
from catalog.rows import catalog_rows
from tests.conftest import REPOSITORY
from tests.seeds_tree import MEASURES, change
from tests.unit.catalog.counting_texts import add_counting
from tests.unit.catalog.monthly_texts import FILE, add_monthly

# Text, its replacement, parts of the sentence.
MISTAKES = {
    "unknown measure": ("measure: accessions", "measure: accesions", ["「accesions」", "measures.yaml"]),
    "twice": ("measure: accessions", "measure: holdings", ["holdings", "二度"]),
    "unknown key": ("per_open_day", "per_day", ["「per_day」は使えません", "per_open_day"]),
}


@pytest.fixture
def with_report(seeds: Path) -> Path:
    return add_monthly(add_counting(seeds))


def test_without_the_file_there_is_no_report(seeds: Path) -> None:
    assert load(seeds).monthly == ()


def test_measures_become_rows_in_their_order_and_stocks_do_not_add_up(with_report: Path) -> None:
    change(with_report / "forms" / "monthly_report.yaml", "last: [holdings]", "last: [accessions]")
    rows = catalog_rows(load(with_report))["raw_catalog__monthly_measures"]
    assert [tuple(row.values()) for row in rows] == [
        (1, "loans_general", True, True),
        (2, "holdings", False, True),
        # The monthly form says of it how things stand.
        (3, "accessions", False, False),
    ]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_a_sentence(with_report: Path, mistake: str) -> None:
    old, new, said = MISTAKES[mistake]
    change(with_report / FILE, old, new)
    with pytest.raises(CatalogError) as told:
        load(with_report)
    assert all(part in str(told.value) for part in said), told.value


@pytest.mark.parametrize(
    ("computed", "said"),
    [
        ("{quantity: held}", ["loans_general", "現在高", "per_open_day"]),
        ('{quantity: loans, where: {ndc: "9"}}', ["loans_general", "分類"]),
    ],
)
def test_a_measure_that_cannot_be_told_by_month_and_library_is_refused(
    with_report: Path, computed: str, said: list[str]
) -> None:
    change(with_report / MEASURES, "{quantity: loans, where: {audience: general}}", computed)
    with pytest.raises(CatalogError) as told:
        load(with_report)
    assert all(part in str(told.value) for part in said), told.value


def test_the_bundled_report_asks_only_what_deliveries_give() -> None:
    catalog = load(REPOSITORY / "seeds")
    counted = {measure.measure_id for measure in catalog.measures if measure.computed}
    reported = {measure for _, measure, _ in form_measures(catalog)}
    assert {asked.measure for asked in catalog.monthly} <= counted | reported
