"""A printed table as the data that the Typst template sets: cells with their places, column widths, type size."""

from collections.abc import Sequence
from typing import Any

from reports.grid import Placed, placed
from reports.typesetting import INSET_PT, Sheet, break_label, em_width, fit, label_need
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedTable

HEAD_LINES = 3
SPANNING_HEAD_LINES = 2
GROUP_STUB_LINES = 4
STUB_WIDEST_EM = 12.0
TEXT_WIDEST_EM = 24.0
# A table of many columns of words, such as a week, keeps a readable size only when they wrap early.
MANY_TEXT_COLUMNS = 6
TEXT_WIDEST_AMONG_MANY_EM = 9.0


Place = Placed[HeaderCell] | Placed[PrintedCell]


def table_sheet(table: PrintedTable) -> dict[str, Any]:
    """Everything the template needs to set the grid of one table; no columns where its figures stand in text."""
    if not table.header:
        return {"landscape": False, "size": 0, "widths": [], "header": [], "rows": []}
    header = list(placed(table.header))
    body = list(placed([row.cells for row in table.rows]))
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


def _needs(header: Sequence[Place], body: Sequence[Place]) -> list[float]:
    """The width in em below which a column cannot go."""
    needs = [0.0] * max(p.column + p.cell.colspan for p in header)
    words = {p.column for p in body if isinstance(p.cell, PrintedCell) and p.cell.is_text}
    widest = TEXT_WIDEST_EM if len(words) < MANY_TEXT_COLUMNS else TEXT_WIDEST_AMONG_MANY_EM
    # Single cells first, so that a spanning one widens its columns only by what they lack.
    cells: list[Place] = [*header, *body]
    for p in sorted(cells, key=lambda place: place.cell.colspan):
        lacking = (_need(p, widest) - sum(needs[c] for c in p.columns)) / len(p.columns)
        for c in p.columns if lacking > 0 else ():
            needs[c] += lacking
    return needs


def _need(place: Place, widest_text: float) -> float:
    cell = place.cell
    if place.is_figure:
        return min(em_width(cell.text), widest_text)
    if isinstance(cell, HeaderCell):
        return label_need(cell.text, HEAD_LINES if cell.colspan == 1 else SPANNING_HEAD_LINES)
    if cell.rowspan > 1:
        return label_need(cell.text, min(cell.rowspan, GROUP_STUB_LINES))
    return label_need(cell.text, 1 if em_width(cell.text) <= STUB_WIDEST_EM else 2)


def _width_pt(place: Place, sheet: Sheet) -> float:
    return sum(sheet.widths_pt[c] for c in place.columns) - 2 * INSET_PT


def _cell(place: Place, sheet: Sheet, air_pt: float) -> dict[str, Any]:
    cell = place.cell
    line_em = _width_pt(place, sheet) / sheet.size_pt
    return {
        "lines": [cell.text] if place.is_figure else break_label(cell.text, line_em),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "kind": _kind(place),
        "air": air_pt,
    }


def _kind(place: Place) -> str:
    """figure, mark, text (words), group (a stub over several rows) or stub."""
    cell = place.cell
    if not place.is_figure:
        return "group" if cell.rowspan > 1 else "stub"
    if isinstance(cell, PrintedCell) and cell.text == "●":
        return "mark"
    is_words = isinstance(cell, PrintedCell) and (
        cell.is_text or (cell.value is None and em_width(cell.text) > STUB_WIDEST_EM)
    )
    return "text" if is_words else "figure"


def _air(body: Sequence[Place], place: Place, sheet: Sheet) -> float:
    """Space to the right of the figures of a wide column, so that they stand under its head, flush right."""
    if not place.is_figure:
        return 0.0
    widest = max(em_width(p.cell.text) for p in body if p.column == place.column and p.is_figure)
    return max(0.0, (_width_pt(place, sheet) - widest * sheet.size_pt) / 2 - 1)


def _starts_group(table: PrintedTable, body: Sequence[Place], index: int) -> bool:
    """A group starts where a stub that stands over several rows begins, or ends just above."""
    tall = [p for p in body if p.cell.is_stub and p.cell.rowspan > 1]
    return any(index in (p.row, p.row + p.cell.rowspan) for p in tall) or (
        table.rows[index].role == "total" and table.rows[index - 1].role != "total"
    )
