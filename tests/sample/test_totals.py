"""The files of a sample year add up to the printed tables, cell by cell."""

import polars as pl
import pytest

from sample.figures import Figures
from tests.sample.delivered import FISCAL_YEAR, Delivered

BOOK, GENERAL, CHILDREN = pl.col("資料種別") == "1", pl.col("対象") == "1", pl.col("対象") == "2"
PERSON = pl.col("利用者区分") == "1"
CHILD = pl.col("age") <= 12
MEDIA = {"2": "CD", "3": "カセット", "4": "ビデオ", "5": "DVD", "6": "デイジー", "7": "DVD-ROM"}
SECTIONS = {"1": "開架/一般", "2": "開架/児童", "3": "開架/調査相談", "4": "書庫", "5": "事務用"}


def counts(frame: pl.DataFrame, key: str, condition: pl.Expr, figures: Figures) -> list[int]:
    """Rows by library, in the order of the libraries."""
    found = dict(frame.filter(condition).group_by(key).len().iter_rows())
    return [found.get(code, 0) for code in figures.libraries]


def in_column(
    figures: Figures, table_id: str, column: str, below: str = "", years_before: int = 0
) -> list[int]:
    return [
        figures.printed(table_id, path + below, column, years_before) or 0
        for path in figures.libraries.values()
    ]


def in_row(figures: Figures, table_id: str, row: str, years_before: int = 0) -> list[int]:
    return [figures.printed(table_id, row, path, years_before) or 0 for path in figures.libraries.values()]


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        ("貸出冊数/図書/一般", BOOK & GENERAL),
        ("貸出冊数/図書/児童", BOOK & CHILDREN),
        ("貸出冊数/視聴覚", ~BOOK),
    ],
)
def test_loans_of_4_1(delivered: Delivered, figures: Figures, column: str, condition: pl.Expr) -> None:
    found = counts(delivered.loans, "貸出館", PERSON & condition, figures)
    assert found == in_column(figures, "t04_1_individual_loans", column)


@pytest.mark.parametrize(("column", "is_child"), [("貸出人数/成人", False), ("貸出人数/児童", True)])
def test_borrowers_of_4_1(delivered: Delivered, figures: Figures, column: str, is_child: bool) -> None:
    checkouts = delivered.loans.unique("取引番号")
    found = counts(checkouts, "貸出館", PERSON & (CHILD if is_child else ~CHILD), figures)
    assert found == in_column(figures, "t04_1_individual_loans", column)


@pytest.mark.parametrize(
    ("row", "ages"),
    [
        ("12歳以下", CHILD),
        ("13歳～18歳", pl.col("age").is_between(13, 18)),
        ("19歳以上", pl.col("age") >= 19),
    ],
)
def test_sound_by_age_of_4_2(delivered: Delivered, figures: Figures, row: str, ages: pl.Expr) -> None:
    assert counts(delivered.loans, "貸出館", PERSON & ~BOOK & ages, figures) == in_row(
        figures, "t04_2_cd_loans", row
    )


def test_group_lending_of_3_3(delivered: Delivered, figures: Figures) -> None:
    groups = delivered.loans.filter(~PERSON)
    for column, condition in (("貸出冊数/一般図書", GENERAL), ("貸出冊数/児童図書", CHILDREN)):
        printed = figures.need("t03_3_group_lending", "全館", column)
        assert groups.filter(BOOK & condition).height == printed


def test_reservations_of_4_3(delivered: Delivered, figures: Figures) -> None:
    found = {
        ("Web" if place == "2" else figures.libraries[counter], figures.libraries[pickup]): count
        for place, counter, pickup, count in delivered.reservations.group_by("受付場所", "受付館", "受取館")
        .len()
        .iter_rows()
    }
    printed = {
        place: int(cell.number)
        for place, cell in figures.table("t04_3_a_reservations").items()
        if cell.number and place[0] != "合計" and place[1] != "計"
    }
    assert found == printed
    filled = delivered.reservations["提供日"].is_not_null().sum()
    assert filled == figures.need("t04_3_b_reservation_trend", "全館", "予約による提供数")


def test_registrations_of_3_1_and_1_4(delivered: Delivered, figures: Figures) -> None:
    readers = delivered.patrons(FISCAL_YEAR + 1).filter(PERSON)
    rows = {
        "児童/0~12歳": CHILD,
        "成人/13~22歳": pl.col("age").is_between(13, 22),
        "成人/50~59歳": pl.col("age").is_between(50, 59),
        "成人/60歳以上": pl.col("age") >= 60,
        "合計": pl.lit(True),
        "内訳/市外": pl.col("居住区分") == "2",
    }
    for row, condition in rows.items():
        assert counts(readers, "登録館", condition, figures) == in_row(
            figures, "t03_1_registered_by_age", row
        )
    before = delivered.patrons(FISCAL_YEAR).filter(PERSON)
    assert counts(before, "登録館", pl.lit(True), figures) == in_row(
        figures, "t03_1_registered_by_age", "前年度登録者数", 1
    )
    children = figures.need("t01_4_registered_persons", "全館", "児童", 1)
    assert before.filter(CHILD).height == children
    for years_before in (0, 1):
        groups = delivered.patrons(FISCAL_YEAR + 1 - years_before).filter(~PERSON).height
        assert groups == figures.need("t03_3_group_lending", "全館", "登録団体数", years_before)


def test_holdings_of_2_1_2_2_and_2_4(delivered: Delivered, figures: Figures) -> None:
    held = delivered.items.filter(pl.col("除籍日").is_null())
    for cell_row in {
        row for row, _ in figures.table("t02_1_books_by_class") if row.startswith("一般用資料/")
    }:
        of_class = pl.col("分類記号").str.starts_with(cell_row.split("/")[1][0])
        found = counts(held, "所蔵館", BOOK & GENERAL & of_class, figures)
        assert found == in_row(figures, "t02_1_books_by_class", cell_row)
    assert counts(held, "所蔵館", BOOK & CHILDREN, figures) == in_row(
        figures, "t02_1_books_by_class", "児童用資料"
    )
    for code, row in SECTIONS.items():
        found = counts(held, "所蔵館", BOOK & (pl.col("配架場所") == code), figures)
        assert found == in_row(figures, "t02_2_books_by_section", row)
    for number, genre in enumerate(("クラシック", "軽音楽", "純邦楽", "児童向け音楽", "音楽以外"), 1):
        for code, medium in MEDIA.items():
            of_kind = (pl.col("音楽区分") == str(number)) & (pl.col("資料種別") == code)
            assert counts(held, "所蔵館", of_kind, figures) == in_column(
                figures, "t02_4_audiovisual_holdings", medium, f"/{genre}"
            )


@pytest.mark.parametrize(("audience", "code"), [("一般図書", "1"), ("児童図書", "2")])
def test_accessions_and_withdrawals_of_2_3(
    delivered: Delivered, figures: Figures, audience: str, code: str
) -> None:
    books = delivered.items.filter(BOOK & (pl.col("対象") == code))
    is_new = pl.col("受入日") >= f"{FISCAL_YEAR}/04/01"
    table = "t02_3_accessions_withdrawals"
    columns = {
        "増加冊数/購入": is_new & (pl.col("受入区分") == "1"),
        "増加冊数/寄贈": is_new & (pl.col("受入区分") == "2"),
        "増加冊数/編入": is_new & (pl.col("受入区分") == "3"),
        "減少冊数/除籍": pl.col("除籍区分").is_in(["1", "2"]),
        "減少冊数/管理換": pl.col("除籍区分") == "3",
        "年度末蔵書数": pl.col("除籍日").is_null(),
    }
    for column, condition in columns.items():
        found = counts(books, "所蔵館", condition, figures)
        assert found == in_column(figures, table, column, f"/{audience}")
    moves = delivered.moves.join(books, on="資料番号")
    into, out = (counts(moves, column, pl.lit(True), figures) for column in ("移動先", "移動元"))
    assert [a - b for a, b in zip(into, out, strict=True)] == in_column(
        figures, table, "所蔵館変更による増減", f"/{audience}"
    )
    then = books.filter(~is_new).join(delivered.moves.select("資料番号", "移動元"), on="資料番号", how="left")
    before = then.with_columns(pl.coalesce("移動元", "所蔵館").alias("館"))
    assert counts(before, "館", pl.lit(True), figures) == in_column(
        figures, table, "前年度末蔵書数", f"/{audience}", 1
    )


def test_visitors_of_1_6(delivered: Delivered, figures: Figures) -> None:
    gates = delivered.read("gate_counts_*.csv").group_by("館").agg(pl.col("入館者数").cast(pl.Int64).sum())
    found = dict(gates.iter_rows())
    assert [found.get(code, 0) for code in figures.libraries] == in_row(figures, "t01_6_visitors", "入館者数")
