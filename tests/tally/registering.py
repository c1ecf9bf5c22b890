"""Who is registered: tables 1-(4), 3-(1) and the groups of 3-(3)."""

import polars as pl

from tests.tally.delivered import LIBRARIES, POPULATION, Delivered, age
from tests.tally.figures import Figures, percent

AGE = pl.col("年齢")
BANDS = {
    "児童/0~12歳": AGE <= 12,
    "成人/13~22歳": AGE.is_between(13, 22),
    "成人/23~29歳": AGE.is_between(23, 29),
    "成人/30~39歳": AGE.is_between(30, 39),
    "成人/40~49歳": AGE.is_between(40, 49),
    "成人/50~59歳": AGE.is_between(50, 59),
    "成人/60歳以上": AGE >= 60,
    "成人/計": AGE >= 13,
    "合計": pl.lit(value=True),
    "内訳/市内": pl.col("居住区分") == "1",
    "内訳/市外": pl.col("居住区分") == "2",
}


def tally_registering(delivered: Delivered, figures: Figures) -> None:
    """Put every cell that the registers of the last day of this year and of the year before give."""
    year = delivered.fiscal_year
    registers = {known: _register(delivered, known) for known in (year, year - 1)}
    if registers[year].height:
        _series(year, registers[year], figures)
    now, before = (_persons(registers[known]) for known in (year, year - 1))
    if before.height:
        for column, value in _by_library(before).items():
            figures.put("3-(1)", year - 1, "前年度登録者数", column, value)
    if now.height:
        _by_age(year, now, figures)
    if now.height and before.height:
        after, earlier = _by_library(now), _by_library(before)
        for column, value in after.items():
            figures.put("3-(1)", year, "対前年度増減", column, value - earlier[column])


def _register(delivered: Delivered, fiscal_year: int) -> pl.DataFrame:
    patrons = delivered.frames["patrons"].filter(pl.col("基準日") == f"{fiscal_year + 1}/03/31")
    return patrons.with_columns(年齢=age("基準日"))


def _persons(register: pl.DataFrame) -> pl.DataFrame:
    return register.filter(pl.col("利用者区分") == "1")


def _series(year: int, register: pl.DataFrame, figures: Figures) -> None:
    persons = _persons(register)
    children = persons.filter(AGE <= 12).height
    cells = {"成人": persons.height - children, "児童": children, "計": persons.height}
    for column, value in cells.items():
        figures.put("1-(4)", year, "全館", column, value)
    figures.put("1-(4)", year, "全館", "登録率", percent(persons.height, POPULATION[year], 1))
    figures.put("3-(3)", year, "全館", "登録団体数", register.height - persons.height)


def _by_age(year: int, persons: pl.DataFrame, figures: Figures) -> None:
    for band, is_band in BANDS.items():
        cells = _by_library(persons.filter(is_band))
        for column, value in cells.items():
            figures.put("3-(1)", year, band, column, value)
        figures.put("3-(1)", year, band, "構成比", percent(cells["合計"], persons.height, 1))


def _by_library(persons: pl.DataFrame) -> dict[str, int]:
    found = dict(persons.group_by("登録館").len().iter_rows())
    return {library: found.get(code, 0) for code, library in LIBRARIES.items()} | {
        "合計": sum(found.values())
    }
