"""A frame of figures as a file: a workbook, CSV for Excel, CSV for machines, CSV in the old Japanese encoding, Parquet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

import polars as pl
from xlsxwriter.workbook import Workbook

from reports.csv_files import csv_bytes
from reports.excel_styles import Styles
from reports.formulas import harmless, literal
from reports.old_encoding import in_old_encoding

FrameFormat = Literal["xlsx", "csv", "csv-machine", "csv-cp932", "parquet"]
SUFFIXES: dict[FrameFormat, str] = {
    "xlsx": ".xlsx",
    "csv": ".csv",
    "csv-machine": ".csv",
    "csv-cp932": ".csv",
    "parquet": ".parquet",
}
WIDEST_COLUMN = 60
# A sheet keeps fifteen digits of a number.
LONGEST = 10**15


@dataclass(frozen=True)
class FrameFile:
    """The content of a file; `lost` are the characters that the old encoding could not carry, with their number."""

    content: bytes
    lost: tuple[tuple[str, int], ...] = ()


def frame_file(
    frame: pl.DataFrame,
    heads: Sequence[str],
    format_: FrameFormat,
    title_ja: str,
    built_at: datetime,
    notes: Sequence[str] = (),
) -> FrameFile:
    """A frame as a file.

    Args:
        frame: flat columns of figures, texts, days or times.
        heads: what each column is called in the file, unless machines read it.
        format_: of the file.
        title_ja: what the workbook is called.
        built_at: of the build that the frame is from.
        notes: lines on where the figures come from; a workbook has a sheet for them.
    """
    if format_ == "parquet":
        buffer = BytesIO()
        frame.write_parquet(buffer)
        return FrameFile(buffer.getvalue())
    if format_ == "xlsx":
        return FrameFile(_workbook(frame, heads, title_ja, built_at, notes))
    if format_ == "csv-machine":
        return FrameFile(csv_bytes([frame.columns, *([_plain(v) for v in row] for row in frame.rows())]))
    lines = [list(map(literal, heads)), *([_for_excel(v) for v in row] for row in frame.rows())]
    content = csv_bytes(lines, for_excel=format_ == "csv")
    return FrameFile(content) if format_ == "csv" else FrameFile(*in_old_encoding(content.decode()))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        # As Parquet's readers and databases write it.
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _for_excel(value: Any) -> Any:
    if isinstance(value, str):
        return literal(value)
    return f"{value:f}" if isinstance(value, Decimal) else value


def _workbook(
    frame: pl.DataFrame, heads: Sequence[str], title_ja: str, built_at: datetime, notes: Sequence[str]
) -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "remove_timezone": True}) as book:
        book.set_properties({"title": title_ja, "created": built_at.replace(tzinfo=None)})
        styles = Styles(book)
        sheet = book.add_worksheet("データ")
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, styles("head"))
            sheet.set_column(column, column, _width(head, frame[:, column]))
        for number, row in enumerate(frame.rows(), 1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, styles)
        if notes:
            about = book.add_worksheet("説明")
            about.set_column(0, 0, WIDEST_COLUMN)
            for number, line in enumerate((title_ja, *notes)):
                about.write_string(number, 0, line, styles("note"))
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, styles: Styles) -> None:
    """Text is written as text, whatever it begins with."""
    if value is None:
        sheet.write_blank(row, column, None, styles("text"))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, styles("mark"))
    elif isinstance(value, int | float | Decimal) and -LONGEST < value < LONGEST:
        sheet.write_number(row, column, value, styles("figure"))
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, styles("figure", number="yyyy-mm-dd hh:mm:ss"))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles("figure", number="yyyy-mm-dd"))
    elif isinstance(value, time):
        sheet.write_datetime(row, column, value, styles("figure", number="hh:mm:ss"))
    else:
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        sheet.write_string(row, column, text, styles("text", quoted=True))


def _width(head: str, values: pl.Series) -> int:
    longest: int = max((len(str(value)) for value in values.head(200).to_list()), default=0)
    return min(WIDEST_COLUMN, 3 + max(2 * len(head), longest))
