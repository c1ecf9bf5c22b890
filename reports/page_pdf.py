"""The tables and charts of a page as a PDF, proved against the very texts that the page shows."""

from collections.abc import Iterator
from typing import Any

from reports.chart_style import WIDTH_PT
from reports.charts import draw
from reports.document_meta import document_meta
from reports.fonts import Font, find_font
from reports.page_parts import Page, Part, TitledChart
from reports.table_page import TablePage
from reports.table_sheet import table_sheet
from reports.typeset import typeset
from reports.verify import read_back, table_pieces
from reports.words_grid import fitted_sheet
from warehouse.open import Build
from warehouse.text_table import TextTable

TEMPLATE = "page.typ"


def page_pdf(page: Page, build: Build) -> bytes:
    """The page as a PDF that was read back.

    Raises:
        UserError: no font, a character without a glyph, or a PDF that does not hold every row and note in its order.
    """
    font = find_font()
    data = {
        "meta": document_meta(
            build, font, page.title_ja, page.publisher_ja, f"{page.title_ja}。画面の表と図。"
        ),
        "title": page.title_ja,
        "parts": [_part(part, font) for part in page.parts],
        "notes": list(page.notes),
    }
    pdf = typeset(data, font, build.built_at, TEMPLATE)
    read_back(pdf, _pieces(page), font)
    return pdf


def _pieces(page: Page) -> Iterator[tuple[str, str]]:
    for part in page.parts:
        if isinstance(part, TextTable):
            yield from ((part.title_ja, "".join(row)) for row in part.rows)
        elif isinstance(part, TablePage):
            yield from table_pieces(part.table)
    yield from (("注", note) for note in page.notes)


def _part(part: Part, font: Font) -> dict[str, Any]:
    if isinstance(part, TablePage):
        return {
            "kind": "printed",
            "title": part.title,
            "remarks": list(part.remarks),
            "sheet": table_sheet(part.table),
            "notes": list(part.table.notes),
            "source": part.imprint[0],
            "chart": None,
        }
    if isinstance(part, TitledChart):
        return _block(None, chart=_chart(part, font))
    sheet, landscape = fitted_sheet(part)
    return _block(part.title_ja, table=sheet, landscape=landscape)


def _block(
    title: str | None,
    table: dict[str, Any] | None = None,
    chart: dict[str, Any] | None = None,
    *,
    landscape: bool = False,
) -> dict[str, Any]:
    return {
        "kind": "block",
        "title": title,
        "paragraphs": [],
        "table": table,
        "chart": chart,
        "landscape": landscape,
    }


def _chart(part: TitledChart, font: Font) -> dict[str, Any]:
    reading = "、".join(f"{m.category} {m.series} {m.value:,.10g}" for m in part.data.marks)
    unit = f"（単位：{part.data.unit_ja}）" if part.data.unit_ja else ""
    return {
        "svg": draw(part.data, font),
        "width": WIDTH_PT,
        "caption": f"図　{part.title_ja}{unit}",
        "alt": f"{part.title_ja}。{reading}",
        "notes": [],
    }
