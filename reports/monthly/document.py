"""The report as plain data for the template, with the texts that must be found in the PDF again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts import ChartData, Mark
from reports.committee.chapter import picture
from reports.committee.grid import Grid, Piece
from reports.document_meta import document_meta
from reports.fonts import Font
from reports.monthly.figures import Month
from reports.monthly.tables import MONTHS_OF_YEAR, drawn_ja, report_tables, status_ja
from reports.table_page import stamp
from warehouse.open import Published

NAME = "月報"
SAMPLE_JA = "見本"


@dataclass(frozen=True)
class Report:
    """What is set, what must be found again, and how much it is."""

    data: dict[str, Any]
    pieces: tuple[Piece, ...]
    tables: int
    figures: int


def title_ja(month: Month) -> str:
    """`月報　令和6年11月（2024年11月分）　速報値`, marked where sample records are in it."""
    return "　".join((NAME, month.month_ja, status_ja(month), *([SAMPLE_JA] if month.is_sample else [])))


def report_document(published: Published, month: Month, font: Font) -> Report:
    """Everything that the report prints, in its order."""
    parts = report_tables(month)
    tables = [table for some in parts.values() for table in some]
    title, lines = title_ja(month), (stamp(published.build),)
    whole = f"{month.system_ja}　{title}"
    description = f"{whole}。全館と館ごとの数値、前年同月、年度累計、もとにした納品。"
    data = {
        "meta": document_meta(published.build, font, whole, month.system_ja, description),
        "system": month.system_ja,
        "title": title,
        "lines": list(lines),
        "parts": [{"title": part, "grids": [g.data() for g in some]} for part, some in parts.items()],
        "chart": _chart(month, font),
    }
    pieces = (("題", title), *(("題", line) for line in lines), *_pieces(parts))
    return Report(data, pieces, len(tables), sum(table.figures for table in tables))


def _pieces(parts: Mapping[str, Sequence[Grid]]) -> Iterator[Piece]:
    for title, tables in parts.items():
        yield "見出し", title
        for table in tables:
            yield from table.pieces()


def chart_data(month: Month) -> ChartData | None:
    """The months of this fiscal year and of the one before; None without a measure to draw."""
    if not month.drawn:
        return None
    marks = tuple(
        Mark(f"{each.month.month}月", month.years_ja[year], float(each.value))
        for year in (month.fiscal_year, month.fiscal_year - 1)
        for each in month.drawn
        if each.fiscal_year == year
    )
    found = {mark.category for mark in marks}
    categories = tuple(name for n in MONTHS_OF_YEAR if (name := f"{n}月") in found)
    series = tuple(dict.fromkeys(mark.series for mark in marks))
    return ChartData("trend", categories, series, marks, month.drawn[0].unit_ja, None)


def _chart(month: Month, font: Font) -> dict[str, Any] | None:
    data = chart_data(month)
    return None if data is None else picture(drawn_ja(month), data, font)
