"""A printed table as the data that the Typst template sets: cells with their places, column widths, type size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.typesetting import INSET_PT, Sheet, break_label, em_width, fit, label_need
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedTable

HEAD_LINES = 3
SPANNING_HEAD_LINES = 2
GROUP_STUB_LINES = 4
STUB_WIDEST_EM = 12.0
TEXT_WIDEST_EM = 24.0


@dataclass(frozen=True)
class _Placed:
    """A cell and the place of its upper left corner."""

    row: int
    column: int
    cell: HeaderCell | PrintedCell

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.cell.colspan)

    @property
    def is_figure(self) -> bool:
        return not self.cell.is_stub and isinstance(self.cell, PrintedCell)


def table_sheet(table: PrintedTable) -> dict[str, Any]:
    """Everything the template needs to set the grid of one table."""
    header = list(_placed(table.header))
    body = list(_placed([row.cells for row in table.rows]))
    stub_count = sum(p.cell.colspan for p in header if p.row == 0 and p.cell.is_stub)
    sheet = fit(_needs(header, body), stub_count)
    return {
        "size": sheet.size_pt,
        "landscape": sheet.landscape,
        "widths": list(sheet.widths_pt),
        "header": [
            [_cell(p, sheet, 0) for p in header if p.row == index] for index in range(len(table.header))
        ],
        "rows": [
            {
                "role": row.role,
                "first_of_group": index > 0 and _starts_group(table, body, index),
                "cells": [_cell(p, sheet, _air(body, p, sheet)) for p in body if p.row == index],
            }
            for index, row in enumerate(table.rows)
        ],
    }


def _placed(rows: Sequence[Sequence[HeaderCell | PrintedCell]]) -> Iterator[_Placed]:
    """Put cells into columns; a place that a cell above reaches down to is not given again."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield _Placed(row, column, cell)
            taken |= {(row + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}


def _needs(header: list[_Placed], body: list[_Placed]) -> list[float]:
    """The width in em below which a column cannot go."""
    needs = [0.0] * max(p.column + p.cell.colspan for p in header)
    # Single cells first, so that a spanning one widens its columns only by what they lack.
    for p in sorted([*header, *body], key=lambda placed: placed.cell.colspan):
        lacking = (_need(p) - sum(needs[c] for c in p.columns)) / len(p.columns)
        for c in p.columns if lacking > 0 else ():
            needs[c] += lacking
    return needs


def _need(placed: _Placed) -> float:
    cell = placed.cell
    if placed.is_figure:
        return min(em_width(cell.text), TEXT_WIDEST_EM)
    if isinstance(cell, HeaderCell):
        return label_need(cell.text, HEAD_LINES if cell.colspan == 1 else SPANNING_HEAD_LINES)
    if cell.rowspan > 1:
        return label_need(cell.text, min(cell.rowspan, GROUP_STUB_LINES))
    return label_need(cell.text, 1 if em_width(cell.text) <= STUB_WIDEST_EM else 2)


def _width_pt(placed: _Placed, sheet: Sheet) -> float:
    return sum(sheet.widths_pt[c] for c in placed.columns) - 2 * INSET_PT


def _cell(placed: _Placed, sheet: Sheet, air_pt: float) -> dict[str, Any]:
    cell = placed.cell
    line_em = _width_pt(placed, sheet) / sheet.size_pt
    return {
        "lines": [cell.text] if placed.is_figure else break_label(cell.text, line_em),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "kind": _kind(placed),
        "air": air_pt,
    }


def _kind(placed: _Placed) -> str:
    """figure, mark, text (words), group (a stub over several rows) or stub."""
    cell = placed.cell
    if not placed.is_figure:
        return "group" if cell.rowspan > 1 else "stub"
    if isinstance(cell, PrintedCell) and cell.text == "●":
        return "mark"
    is_words = isinstance(cell, PrintedCell) and (
        cell.is_text or (cell.value is None and em_width(cell.text) > STUB_WIDEST_EM)
    )
    return "text" if is_words else "figure"


def _air(body: list[_Placed], placed: _Placed, sheet: Sheet) -> float:
    """Space to the right of the figures of a wide column, so that they stand under its head, flush right."""
    if not placed.is_figure:
        return 0.0
    widest = max(em_width(p.cell.text) for p in body if p.column == placed.column and p.is_figure)
    return max(0.0, (_width_pt(placed, sheet) - widest * sheet.size_pt) / 2 - 1)


def _starts_group(table: PrintedTable, body: list[_Placed], index: int) -> bool:
    """A group starts where a stub that stands over several rows begins, or ends just above."""
    tall = [p for p in body if p.cell.is_stub and p.cell.rowspan > 1]
    return any(index in (p.row, p.row + p.cell.rowspan) for p in tall) or (
        table.rows[index].role == "total" and table.rows[index - 1].role != "total"
    )
