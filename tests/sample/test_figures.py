"""The printed figures after the register, and what is refused without them."""

from decimal import Decimal

import pytest

from catalog.errors import CatalogError
from catalog.load import Catalog
from sample.figures import Figures, number_in
from sample.item_counts import book_counts
from tests.sample.delivered import delivering


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,163", Decimal(1163)),
        ("△8,471", Decimal(-8471)),
        ("延べ131名", Decimal(131)),
        ("68.4%", Decimal("68.4")),
        ("1, 234", Decimal(1234)),
        ("●", Decimal(1)),
        ("-", None),
        ("", None),
    ],
)
def test_a_printed_figure_as_a_number(text: str, number: Decimal | None) -> None:
    assert number_in(text) == number


def test_repairs_move_years_columns_and_values(figures: Figures) -> None:
    school = "西宮浜義務教育学校"
    assert figures.printed("t04_1_individual_loans", school, "貸出冊数/合計") == 7895
    assert figures.printed("t04_1_individual_loans", "合計", "貸出冊数/合計") == 3009606
    assert figures.printed("t04_3_a_reservations", "北部図書館", "中央図書館") == 3
    assert figures.printed("t02_1_books_by_class", "小計", school) == 682
    assert figures.printed("t14_pickup_lockers", "JR西宮駅/貸出冊数", "合計") == 2837


def test_a_repaired_text_has_no_old_status(figures: Figures) -> None:
    assert figures.table("t08_3_exhibitions")["003", "連携先等"].text == "政策推進課"


def test_a_cell_that_a_repair_drops_is_gone(figures: Figures) -> None:
    assert ("分室/山口/計", "DVD-ROM") not in figures.table("t02_4_audiovisual_holdings")


def test_a_year_without_a_yearbook_is_refused_with_those_there_are(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match=r"2023年度の見本は作れません。.*年度は2024から選んでください。"):
        Figures(catalog, delivering(catalog), 2023)


def test_a_missing_figure_is_named(figures: Figures) -> None:
    with pytest.raises(
        CatalogError, match="表4-\\(1\\) 2024年度「中央図書館・貸出冊数/地図」の数値がありません"
    ):
        figures.need("t04_1_individual_loans", "中央図書館", "貸出冊数/地図")


def test_stock_that_does_not_balance_is_refused(catalog: Catalog) -> None:
    damaged = Figures(catalog, delivering(catalog), 2024)
    key = ("2-(3)", 2024, "北部図書館/一般図書", "増加冊数/購入")
    del damaged.cells[key]
    with pytest.raises(CatalogError, match="表2-\\(3\\)"):
        book_counts(damaged)
