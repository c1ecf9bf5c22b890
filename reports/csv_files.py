"""CSV files: for Excel as printed, for machines a figure a line; many of them in a ZIP."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.formulas import literal
from reports.grid import placed
from reports.table_page import TablePage
from warehouse.japan import JAPAN
from warehouse.printed_table import PrintedCell

# Without it Excel takes the file for one in the old Japanese encoding and shows garbage.
BYTE_ORDER_MARK = "\ufeff"
_FIGURE = re.compile(r"(△ )?\d[\d,]*(\.\d+)?%?")


def printed_csv(page: TablePage) -> bytes:
    """A table for Excel, line by line as printed; a head that spans cells stands in the first of them."""
    table = page.table
    width = page.column_count
    grid = [[""] * width for _ in (*table.header, *table.rows)]
    for head in placed(table.header):
        grid[head.row][head.column] = literal(head.cell.text)
    for body in placed([row.cells for row in table.rows]):
        grid[len(table.header) + body.row][body.column] = _shown(body.cell)
    above = [page.title, *(["　".join(page.remarks)] if page.remarks else [])]
    below = [*table.notes, *page.imprint]
    lines = [*_in_one_cell(above, width), *grid, *_in_one_cell(below, width)]
    return csv_bytes(lines, for_excel=True)


def csv_bytes(lines: Iterable[Sequence[object]], *, for_excel: bool = False) -> bytes:
    """Lines as CSV with the line ends of RFC 4180, in UTF-8."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return ((BYTE_ORDER_MARK if for_excel else "") + text.getvalue()).encode()


def zip_bytes(files: Iterable[tuple[str, bytes]], built_at: datetime) -> bytes:
    """Files by name as a ZIP that bears the time of the build and nothing of the moment of writing."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files:
            # An archive holds local time.
            entry = ZipInfo(name, built_at.astimezone(JAPAN).timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _in_one_cell(texts: Iterable[str], width: int) -> list[list[str]]:
    """A line for each text, with as many cells as the others."""
    return [[literal(text), *[""] * (width - 1)] for text in texts]


def _shown(cell: PrintedCell) -> str:
    """A figure so that Excel takes it for a number, anything else as text."""
    if cell.value is not None and _FIGURE.fullmatch(cell.text):
        return cell.text.replace("△ ", "-")
    return literal(cell.text)
