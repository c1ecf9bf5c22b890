"""The report as plain data for the template, with the texts that must be found in the PDF again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts import ChartData, Mark
from reports.committee.chapter import picture
from reports.committee.grid import Grid, Piece
from reports.document_meta import document_meta
from reports.fonts import Font
from reports.monthly.figures import Month
from reports.monthly.tables import drawn_ja, report_tables, status_ja
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
    tables = report_tables(month)
    title, lines = title_ja(month), (stamp(published.build),)
    whole = f"{month.system_ja}　{title}"
    description = f"{whole}。全館と館ごとの数値、前年同月、年度累計、もとにした納品。"
    data = {
        "meta": document_meta(published.build, font, whole, month.system_ja, description),
        "system": month.system_ja,
        "title": title,
        "lines": list(lines),
        "first": [table.data() for table in tables[:1]],
        "chart": _chart(month, font),
        "rest": [table.data() for table in tables[1:]],
    }
    pieces = (("題", title), *(("題", line) for line in lines), *_pieces(tables))
    return Report(data, pieces, len(tables), sum(table.figures for table in tables))


def _pieces(tables: Sequence[Grid]) -> list[Piece]:
    return [piece for table in tables for piece in table.pieces()]


def chart_data(month: Month) -> ChartData | None:
    """The months of this fiscal year and of the one before; None without a measure to draw."""
    years = (month.fiscal_year, month.fiscal_year - 1)
    marks = tuple(
        Mark(f"{day.month}月", month.years_ja[year], float(value))
        for wanted in years
        for year, day, value in month.drawn
        if year == wanted
    )
    if not marks:
        return None
    order = [f"{n}月" for n in (*range(4, 13), *range(1, 4))]
    drawn = {mark.category for mark in marks}
    unit = next(f.unit_ja for f in month.figures if f.name_ja == drawn_ja(month))
    series = tuple(dict.fromkeys(mark.series for mark in marks))
    return ChartData("trend", tuple(n for n in order if n in drawn), series, marks, unit, None)


def _chart(month: Month, font: Font) -> dict[str, Any] | None:
    data = chart_data(month)
    return None if data is None else picture(f"月ごとの{drawn_ja(month)}（全館）", data, font)
