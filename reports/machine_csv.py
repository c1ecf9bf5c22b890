"""A table for machines, as CSV or Parquet, after the government's rules for machine-readable statistics (Ministry of Internal Affairs, 2020).

One figure a line and one datum a cell; names written out in every line; codes beside names; the western year beside
the Japanese one and the time code of the portal of official statistics; unit, marks and state in columns of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import polars as pl

from reports.csv_files import csv_bytes
from reports.figures_in_text import note_cells
from reports.formulas import harmless
from reports.names import Names
from warehouse.format import STATUS_JA
from warehouse.table_parts import CellData, TableParts

COLUMNS = (
    "地域コード", "地域", "表番号", "表題", "表コード", "時間軸コード", "年度_西暦", "年度_和暦", "時点", "館コード",
    "行", "列", "項目コード", "項目", "単位", "数値", "文字", "表記", "状態コード", "状態", "資料",
)  # fmt: skip
_PARQUET: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(COLUMNS, pl.String),
    "年度_西暦": pl.Int32,
    "時点": pl.Date,
    # As the mart holds it.
    "数値": pl.Decimal(18, 4),
}
CARRIED = "carried"
ABSENT = ("closed", "not_collected", "suppressed")
STATES = {"final": "確定値", **STATUS_JA, CARRIED: "上の行と同じ"}


def machine_csv(parts: TableParts, table_years: Sequence[int], names: Names) -> bytes:
    """Every figure and text that the table prints for these years, notes included, in printed order."""
    lines = ([_plain(line[column]) for column in COLUMNS] for line in _lines(parts, table_years, names))
    return csv_bytes([COLUMNS, *lines])


def machine_parquet(parts: TableParts, table_years: Sequence[int], names: Names) -> bytes:
    """The same lines as Parquet: years, days and figures of their own types, texts as they are."""
    buffer = BytesIO()
    pl.DataFrame(list(_lines(parts, table_years, names)), schema=_PARQUET).write_parquet(buffer)
    return buffer.getvalue()


def _lines(parts: TableParts, table_years: Sequence[int], names: Names) -> Iterator[dict[str, object]]:
    cells = [*_grid(parts, table_years), *((cell, None) for _, cell in note_cells(parts, table_years))]
    return (_line(cell, library_code, parts, names) for cell, library_code in cells)


def _grid(parts: TableParts, table_years: Sequence[int]) -> Iterator[tuple[CellData, str | None]]:
    for year in table_years:
        above: dict[str, CellData] = {}
        for row in parts.rows:
            for column in parts.columns if parts.has_row(row, year) else ():
                cell = parts.cell(row, column, year)
                if cell is None and parts.carried_text(row, column, year):
                    # Machines look at one line, not at those above it.
                    cell = replace(above[column.path], row_path=row.path, status=CARRIED)
                if cell:
                    above[column.path] = cell
                    yield cell, row.library_code or column.library_code


def _line(cell: CellData, library_code: str | None, parts: TableParts, names: Names) -> dict[str, object]:
    is_text = cell.value is None and cell.status not in ABSENT
    return {
        "地域コード": names.municipality_code,
        "地域": names.municipality_ja,
        "表番号": parts.info.table_no,
        "表題": parts.info.title_ja,
        "表コード": parts.info.table_id,
        "時間軸コード": f"{cell.fiscal_year}100000",
        "年度_西暦": cell.fiscal_year,
        "年度_和暦": names.years[cell.fiscal_year],
        "時点": cell.as_of_date,
        "館コード": library_code,
        "行": cell.row_path,
        "列": cell.column_path,
        "項目コード": cell.measure,
        "項目": names.measures[cell.measure],
        "単位": cell.unit,
        "数値": cell.value,
        "文字": cell.value_text if is_text else None,
        "表記": None if is_text else cell.value_text,
        "状態コード": cell.status,
        "状態": STATES[cell.status],
        "資料": parts.source,
    }


def _plain(datum: object) -> object:
    """A number without separators or padding, a text that nothing runs."""
    if isinstance(datum, Decimal):
        return f"{datum.normalize():f}"
    return harmless(datum) if isinstance(datum, str) else datum
