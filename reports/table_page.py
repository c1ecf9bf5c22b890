"""A printed table with what stands around it: title, remarks, notes, source, build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.japan import JAPAN
from warehouse.open import Build
from warehouse.printed_table import PrintedTable


@dataclass(frozen=True)
class TablePage:
    """What a sheet or a file shows, in this order: title, remarks, the table, its notes, its imprint."""

    table: PrintedTable
    title: str
    years_ja: str
    remarks: tuple[str, ...]
    imprint: tuple[str, ...]

    @property
    def stub_count(self) -> int:
        """How many columns hold heads of rows."""
        return sum(head.colspan for head in self.table.header[0] if head.is_stub)

    @property
    def column_count(self) -> int:
        """How many columns the table has."""
        return sum(head.colspan for head in self.table.header[0])


def table_page(
    table: PrintedTable, table_years: Sequence[int], build: Build, year_names: Mapping[int, str]
) -> TablePage:
    """Put the words around a table that prints these years."""
    return TablePage(
        table=table,
        title=numbered(table.info.table_no, table.info.title_ja),
        years_ja="～".join(year_names[year] for year in dict.fromkeys((table_years[0], table_years[-1]))),
        remarks=remarks(table, year_names[table_years[-1]]),
        imprint=(f"資料：{table.source}", stamp(build)),
    )


def numbered(number: str, title_ja: str) -> str:
    """`4-(1)　個人貸出の状況`; a table that has a word for a number, such as 予算, is not named twice."""
    return title_ja if not number[:1].isdigit() and number in title_ja else f"{number}　{title_ja}"


def remarks(table: PrintedTable, year_ja: str) -> tuple[str, ...]:
    """What stands beside the title: the year of a table that bears it nowhere else, the day of count, the unit."""
    info = table.info
    return (
        *([year_ja] if info.years_layout == "single" else []),
        *([f"（{table.as_of_ja}）"] if table.as_of_ja else []),
        *([f"（単位：{info.unit_ja}）"] if info.unit_ja else []),
    )


def stamp(build: Build) -> str:
    """Which build it was made from."""
    built = build.built_at.astimezone(JAPAN)
    return f"データ版 {build.build_id}（{built.year}年{built.month}月{built.day}日作成）"
