"""Definitions of indicators: they load, they become rows, and what does not fit is refused."""

from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import load
from catalog.raw_tables import RAW_TABLES
from catalog.rows import catalog_rows
from tests import seeds_tree as tree
from tests.seeds_tree import change
from tests.unit.catalog.indicator_texts import FILE, PRICES, add_indicators

# Text, its replacement, parts of the sentence.
MISTAKES = {
    "unknown measure": ("[{measure: loans}]\n    denominator", "[{measure: lones}]\n    denominator", ["per_day", "測定項目「lones」", "measures.yaml"]),
    "unknown printed measure": ("measure: cards_share, of", "measure: shares, of", ["children_cards", "「shares」"]),
    "unknown measure of a row": ("of: cards, where", "of: card, where", ["children_cards", "「card」"]),
    "unknown key": ("scale: 100", "factor_of: 100", ["「factor_of」は使えません", "scale"]),
    "unknown place": ("[all, library]", "[all, ward]", ["「ward」", "'library'"]),
    "unknown total": ("sum_of_rounded", "mean", ["「mean」", "'ratio_of_sums'"]),
    "unknown word": ("{residence: resident}}]\n", "{residence: abroad}}]\n", ["「abroad」", "resident"]),
    "no numerator": ("numerator: [{measure: loans_general}, {measure: loans_children}]", "numerator: []", ["numerator", "一つ以上"]),
    "a total of libraries without all": ("places: [all, library]", "places: [library]", ["total", "per_day"]),
    "a period turned round": ("valid_to: 2022-03-31", "valid_to: 2019-03-31", ["valid_to", "per_day"]),
    "two definitions of a day": ("valid_to: 2022-03-31", "valid_to: 2022-04-01", ["per_day", "2022-04-01", "二つ"]),
    "an open period before another": ("    valid_to: 2022-03-31\n", "", ["per_day", "2022-04-01", "二つ"]),
}  # fmt: skip


@pytest.fixture
def with_indicators(seeds: Path) -> Path:
    return add_indicators(seeds)


def rows(seeds: Path, table: str) -> list[tuple[object, ...]]:
    name = f"raw_catalog__{table}"
    return [tuple(row[column] for column in RAW_TABLES[name]) for row in catalog_rows(load(seeds))[name]]


def test_without_the_file_there_are_none(seeds: Path) -> None:
    assert load(seeds).indicators == ()
    assert rows(seeds, "indicators") == rows(seeds, "indicator_parts") == rows(seeds, "unit_prices") == []


def test_a_formula_is_told_from_the_parts(with_indicators: Path) -> None:
    formula = list(RAW_TABLES["raw_catalog__indicators"]).index("formula_ja")
    assert [row[formula] for row in rows(with_indicators, "indicators")] == [
        "(一般書貸出冊数+児童書貸出冊数)÷開館日数(全館は、館ごとに丸めた値の和)",
        "貸出冊数÷開館日数",
        "登録者数(市内)÷登録者数(全館)×100",
        "貸出冊数×登録者数",
    ]


def test_parts_become_rows(with_indicators: Path) -> None:
    found = rows(with_indicators, "indicator_parts")
    assert [row[2:] for row in found if row[0] == "children_cards"] == [
        (1, "numerator", "cards", "residence=resident", False, "登録者数(市内)"),
        (2, "denominator", "cards", "", True, "登録者数(全館)"),
    ]
    assert [row[3] for row in found if row[0] == "effect"] == ["numerator", "factor"]


def test_a_price_of_a_city_becomes_a_row(with_indicators: Path) -> None:
    ((code, measure, _, yen, authority),) = rows(with_indicators, "unit_prices")
    assert (code, measure, yen, authority) == (tree.CODE, "loan_unit_price_yen", 1500, "要覧")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_in_one_sentence(with_indicators: Path, mistake: str) -> None:
    old, new, parts = MISTAKES[mistake]
    change(with_indicators / FILE, old, new)
    with pytest.raises(CatalogError) as refused:
        load(with_indicators)
    for part in ["seeds/indicators.yaml", *parts]:
        assert part in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("yen: 1500", "yen: 0", "「0」"),
        ("loan_unit_price_yen", "visit_price", "'loan_unit_price_yen'"),
        ("要覧}", "要覧}\n" + PRICES.splitlines()[1], "二度"),
    ],
)
def test_a_price_that_cannot_be_is_refused(with_indicators: Path, old: str, new: str, part: str) -> None:
    path = with_indicators / Path(tree.MUNICIPALITY).parent / "definitions.yaml"
    change(path, old, new)
    with pytest.raises(CatalogError, match=part):
        load(with_indicators)
