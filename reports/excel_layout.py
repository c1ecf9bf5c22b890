"""Widths of columns and heights of rows of a table on a worksheet, in em of its type."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reports.grid import Placed, placed
from reports.table_page import TablePage
from reports.typesetting import em_width, label_need
from warehouse.printed_table import HeaderCell, PrintedCell

HEAD_LINES = 3
HEAD_WHOLE = 6.5
NARROWEST = 3.0
STUB_WIDEST = 14.0
TEXT_WIDTHS = (30.0, 26.0, 22.0, 18.0, 14.0, 10.0)
# A narrow table is widened so far that its title and notes have room.
SHEET_NARROWEST = 40.0
# How much larger its type is than that of the table.
TITLE_SIZE = 1.5
# As wide as a landscape page of A4 takes in type that can be read.
SHEET_WIDEST = 100.0
# Spreadsheets break Japanese text a little before the edge.
SLACK = 1.06


@dataclass(frozen=True)
class Layout:
    """The cells of a table with their places, and the width of each column."""

    header: tuple[Placed[HeaderCell], ...]
    body: tuple[Placed[PrintedCell], ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """Width of the whole table."""
        return sum(self.widths)

    def lines(self, p: Placed[HeaderCell] | Placed[PrintedCell]) -> int:
        """How many lines a cell takes."""
        return line_count(p.cell.text, sum(self.widths[column] for column in p.columns))

    def head_lines(self, level: int) -> int:
        """Lines of a level of the header; a head over several levels spreads over them."""
        heads = (h for h in self.header if h.row <= level < h.row + h.cell.rowspan)
        return ceil(max(self.lines(head) / head.cell.rowspan for head in heads))

    def row_lines(self) -> dict[int, int]:
        """Lines of each row of the body; a label over several rows has room enough."""
        tallest: dict[int, int] = {}
        for p in self.body:
            if p.cell.rowspan == 1:
                tallest[p.row] = max(tallest.get(p.row, 1), self.lines(p))
        return tallest


def layout(page: TablePage) -> Layout:
    """Place the cells and find the widths; columns of words are the narrower, the more there are of them."""
    header = tuple(placed(page.table.header))
    body = tuple(placed([row.cells for row in page.table.rows]))
    for text_width in TEXT_WIDTHS:
        widths = _widths([*header, *body], page.column_count, text_width)
        if sum(widths) <= SHEET_WIDEST:
            break
    figures = range(page.stub_count, len(widths))
    narrowest = max(SHEET_NARROWEST, min(em_width(page.title) * TITLE_SIZE, SHEET_WIDEST))
    missing = max(0.0, narrowest - sum(widths)) / len(figures)
    return Layout(header, body, tuple(w + missing if c in figures else w for c, w in enumerate(widths)))


def _widths(
    cells: Sequence[Placed[HeaderCell] | Placed[PrintedCell]], count: int, text_width: float
) -> list[float]:
    """What single cells need; the rest of a spanning one is shared out."""
    widths = [NARROWEST] * count
    for p in sorted(cells, key=lambda each: each.cell.colspan):
        lacking = (_need(p.cell, text_width) - sum(widths[c] for c in p.columns)) / len(p.columns)
        for column in p.columns if lacking > 0 else ():
            widths[column] += lacking
    return widths


def line_count(text: str, width: float) -> int:
    """Lines of a text that is wrapped to a width."""
    return sum(max(1, ceil(em_width(line) * SLACK / width)) for line in text.split("\n"))


def _need(cell: HeaderCell | PrintedCell, text_width: float) -> float:
    if isinstance(cell, HeaderCell):
        # A spreadsheet breaks a head anywhere, so a short one gets a line to itself.
        return max(label_need(cell.text, HEAD_LINES), min(em_width(cell.text) * SLACK, HEAD_WHOLE))
    return min(em_width(cell.text) * SLACK, STUB_WIDEST if cell.is_stub else text_width)
