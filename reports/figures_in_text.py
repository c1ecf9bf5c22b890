"""A table whose figures stand in running text, given a grid of them: a spreadsheet is there for its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from warehouse.format import number
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedRow, PrintedTable
from warehouse.table_parts import CellData, TableParts

_HEADER = (
    HeaderCell("項目", 1, 2, is_stub=True),
    HeaderCell("数値・記載", 1, 1, is_stub=False),
    HeaderCell("単位", 1, 1, is_stub=False),
)


def note_cells(parts: TableParts, table_years: Sequence[int]) -> Iterator[tuple[int, CellData]]:
    """Figures of notes and running text, each with the year of the table under which it stands."""
    for year in table_years:
        for place, offset in parts.note_offsets.items():
            row_path, _, column_path = place.partition("|")
            cell = parts.cells.get((row_path, column_path, year + offset))
            if cell:
                yield year, cell


def with_grid(
    table: PrintedTable, parts: TableParts, table_years: Sequence[int], year_names: Mapping[int, str]
) -> PrintedTable:
    """The table itself when it has rows; otherwise one with a row for each figure of its text."""
    if table.rows:
        return table
    rows = []
    for (year, row_path), group in groupby(
        note_cells(parts, table_years), key=lambda each: (each[0], each[1].row_path)
    ):
        cells = [cell for _, cell in group]
        name = row_path if len(table_years) == 1 else f"{year_names[year]}　{row_path}"
        for index, cell in enumerate(cells):
            label = (PrintedCell(name, is_stub=True, rowspan=len(cells)),) if index == 0 else ()
            rows.append(PrintedRow("item", year, (*label, *_row(cell, parts))))
    return replace(table, header=(_HEADER,), rows=tuple(rows))


def _row(cell: CellData, parts: TableParts) -> tuple[PrintedCell, ...]:
    """Label, figure and unit; the counter that a sentence puts behind its figure is the unit here."""
    is_text = cell.value is None
    text = cell.value_text or "" if cell.value is None else number(cell.value, parts.decimals[cell.measure])
    return (
        PrintedCell(cell.column_path, is_stub=True),
        PrintedCell(
            text,
            is_stub=False,
            status=cell.status,
            value=cell.value,
            row_path=cell.row_path,
            column_path=cell.column_path,
            fiscal_year=cell.fiscal_year,
            is_text=is_text,
        ),
        PrintedCell("" if is_text else cell.unit, is_stub=False, is_text=True),
    )
