"""The tables of a yearbook by chapter."""

from collections.abc import Mapping

from dashboards.format import span
from dashboards.places import Yearbook
from dashboards.yearbooks import tables
from warehouse.printed_table import TableInfo


def by_chapter(yearbook: Yearbook) -> dict[str, list[TableInfo]]:
    """Tables under the title of their chapter, in printed order."""
    chapters: dict[str, list[TableInfo]] = {}
    for info in tables(yearbook):
        chapters.setdefault(f"{info.chapter}　{info.chapter_title_ja}", []).append(info)
    return chapters


def years_and_unit(info: TableInfo, short_names: Mapping[int, str]) -> str:
    """`R2～R6　単位：人`."""
    first, last = short_names[info.fiscal_years[0]], short_names[info.fiscal_years[-1]]
    return f"{span(first, last)}　単位：{info.unit_ja}" if info.unit_ja else span(first, last)
