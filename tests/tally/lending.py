"""Loans, and who borrowed: tables 1-(5), 3-(3), 4-(1) and 4-(2)."""

import polars as pl

from tests.tally.delivered import LIBRARIES, POPULATION, Delivered, age, day
from tests.tally.figures import Figures, per

BOOK = pl.col("資料種別") == "1"
KINDS = {
    "一般": BOOK & (pl.col("対象") == "1"),
    "児童": BOOK & (pl.col("対象") == "2"),
    "視聴覚": pl.col("資料種別").is_in(["2", "3", "4", "5", "6", "7"]),
}
CHILD = pl.col("年齢") <= 12
AGES = {
    "12歳以下": CHILD,
    "13歳～18歳": pl.col("年齢").is_between(13, 18),
    "19歳以上": pl.col("年齢") >= 19,
}


def tally_lending(delivered: Delivered, figures: Figures) -> None:
    """Put every cell that loans, and the open days, give."""
    loans = delivered.frames["loans"].with_columns(日=day("貸出日時"), 年齢=age("貸出日時"))
    persons = loans.filter(pl.col("利用者区分") == "1")
    days = open_days(delivered)
    _group_lending(delivered.fiscal_year, loans.filter(pl.col("利用者区分") == "2"), figures)
    _audiovisual_by_age(delivered.fiscal_year, persons, figures)
    _by_library(delivered.fiscal_year, persons, days, figures)


def open_days(delivered: Delivered) -> dict[str, int]:
    """Days on which each library was open, by library code."""
    opened = delivered.frames["opening_log"].filter(pl.col("開閉") == "1")
    return dict(opened.group_by("館").agg(pl.col("日付").n_unique()).iter_rows())


def _by_library(year: int, persons: pl.DataFrame, days: dict[str, int], figures: Figures) -> None:
    loans = persons.group_by("貸出館").agg(**{kind: is_kind.sum() for kind, is_kind in KINDS.items()})
    # One who borrows is a checkout: what one transaction number took at one library on one day.
    checkouts = persons.group_by("貸出館", "日", "取引番号").agg(pl.col("年齢").min())
    borrowing = checkouts.group_by("貸出館").agg(児童利用者=CHILD.sum(), 成人=(~CHILD).sum())
    counted = {row["貸出館"]: row for row in loans.join(borrowing, on="貸出館", how="left").to_dicts()}
    totals: dict[str, int] = {}
    for code, library in LIBRARIES.items():
        cells: dict[str, int] = {}
        if found := counted.get(code):
            cells = _lines(found["一般"], found["児童"], found["視聴覚"], found["成人"], found["児童利用者"])
        if code in days:
            figures.put("4-(1)", year, library, "開館日数", days[code])
            if cells:
                cells["貸出冊数/1日平均"] = int(per(cells["貸出冊数/合計"], days[code], 0))
                cells["貸出人数/1日平均"] = int(per(cells["貸出人数/計"], days[code], 0))
        for column, value in cells.items():
            totals[column] = totals.get(column, 0) + value
            if column != "貸出人数/1日平均":
                figures.put("4-(1)", year, library, column, value)
    for column, value in totals.items():
        figures.put("4-(1)", year, "合計", column, value)
        if "1日平均" not in column:
            figures.put(
                "1-(5)", year, "全館", column.replace("図書/計", "図書計").replace("図書/", ""), value
            )
    if totals:
        rate = per(totals["貸出冊数/合計"], POPULATION[year], 1)
        figures.put("1-(5)", year, "全館", "貸出冊数/人口1人あたり", rate)


def _lines(general: int, children: int, audiovisual: int, adults: int, young: int) -> dict[str, int]:
    return {
        "貸出冊数/図書/一般": general,
        "貸出冊数/図書/児童": children,
        "貸出冊数/図書/計": general + children,
        "貸出冊数/視聴覚": audiovisual,
        "貸出冊数/合計": general + children + audiovisual,
        "貸出人数/成人": adults,
        "貸出人数/児童": young,
        "貸出人数/計": adults + young,
    }


def _audiovisual_by_age(year: int, persons: pl.DataFrame, figures: Figures) -> None:
    lent = persons.filter(KINDS["視聴覚"])
    for band, is_band in {**AGES, "合計": pl.lit(value=True)}.items():
        found = dict(lent.filter(is_band).group_by("貸出館").len().iter_rows())
        figures.put("4-(2)", year, band, "合計", sum(found.values()))
        for code, library in LIBRARIES.items():
            figures.put("4-(2)", year, band, library, found.get(code, 0))


def _group_lending(year: int, groups: pl.DataFrame, figures: Figures) -> None:
    general, children = (groups.filter(KINDS[kind]).height for kind in ("一般", "児童"))
    figures.put("3-(3)", year, "全館", "貸出冊数/一般図書", general)
    figures.put("3-(3)", year, "全館", "貸出冊数/児童図書", children)
    figures.put("3-(3)", year, "全館", "貸出冊数/計", general + children)
