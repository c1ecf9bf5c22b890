"""Excel workbooks, opened with care: values only, no formula, nothing that points outside."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingestion.archive import check_packed
from ingestion.errors import DeliveryError

_MIDNIGHT = time(0, 0)
_MOST_COLUMNS = 200


@contextmanager
def opened(path: Path, shown_as: str) -> Iterator[Workbook]:
    """Open a workbook.

    Raises:
        DeliveryError: no workbook, too large, with links to outside, with macros, or a formula (sheet and cell named).
    """
    check_packed(path, shown_as)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise DeliveryError(
            f"{shown_as}: 別のファイルへのリンクがあります。リンクを解除して値だけにしてください。"
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise DeliveryError(f"{shown_as}: マクロが入っています。マクロのないxlsx形式で保存してください。")
    try:
        workbook = openpyxl.load_workbook(path, read_only=False, data_only=False, keep_links=False)
    except Exception as error:
        raise DeliveryError(
            f"{shown_as}: Excelのファイルとして開けません。xlsx形式で保存し直してください。"
        ) from error
    try:
        for sheet in workbook.worksheets:
            _refuse_formulas(sheet, shown_as)
        yield workbook
    finally:
        workbook.close()


def table_rows(path: Path, shown_as: str) -> Iterator[list[str]]:
    """The rows of a workbook that holds one table, as the text that a reader would see.

    Raises:
        DeliveryError: as `opened`; or more than one sheet with content.
    """
    with opened(path, shown_as) as workbook:
        filled = [(sheet, cells) for sheet in workbook.worksheets if (cells := filled_cells(sheet))]
        if len(filled) != 1:
            raise DeliveryError(
                f"{shown_as}: データのあるシートが{len(filled)}枚あります。1枚のシートにまとめてください。"
            )
        sheet, cells = filled[0]
        width = max((column for row, column in cells if row == 1), default=0)
        for row, column in cells:
            if column > min(width, _MOST_COLUMNS):
                at = f"{shown_as} シート「{sheet.title}」の{get_column_letter(column)}{row}"
                raise DeliveryError(
                    f"{at}: 1行目に見出しのない列か、{_MOST_COLUMNS}列より先に値があります。1行目に見出しのある表だけにしてください。"
                )
        for row in range(1, max(row for row, _ in cells) + 1):
            yield [cells.get((row, column), "") for column in range(1, width + 1)]


def filled_cells(sheet: Worksheet) -> dict[tuple[int, int], str]:
    """Texts of the cells that hold something, by row and column, from the top.

    Only cells that are there: to walk a sheet by rows makes every cell up to the last used one, and a stray one in
    Excel's last corner would never end.
    """
    return {place: said for place, cell in sorted(sheet._cells.items()) if (said := text(cell.value))}


def text(value: Any) -> str:
    """A cell's value as a reader sees it; dates as 2024-04-01, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _refuse_formulas(sheet: Worksheet, shown_as: str) -> None:
    for cell in sheet._cells.values():
        if cell.data_type == "f":
            raise DeliveryError(
                f"{shown_as} シート「{sheet.title}」の{cell.coordinate}: 数式が入っています。値に置き換えて保存してください。"
            )
