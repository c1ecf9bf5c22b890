"""Excel workbooks, opened with care: values only, no formula, nothing that points outside."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingestion.archive import check_packed
from ingestion.errors import DeliveryError

_MIDNIGHT = time(0, 0)


@contextmanager
def opened(path: Path, shown_as: str) -> Iterator[Workbook]:
    """Open a workbook.

    Raises:
        DeliveryError: no workbook, too large, with links to outside, with macros, or a formula (sheet and cell named).
    """
    check_packed(path)
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
        filled = [
            sheet for sheet in workbook.worksheets if sheet.max_row > 1 or sheet["A1"].value is not None
        ]
        if len(filled) != 1:
            raise DeliveryError(
                f"{shown_as}: データのあるシートが{len(filled)}枚あります。1枚のシートにまとめてください。"
            )
        for row in filled[0].iter_rows(values_only=True):
            yield [text(value) for value in row]


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
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                raise DeliveryError(
                    f"{shown_as} シート「{sheet.title}」の{cell.coordinate}: 数式が入っています。値に置き換えて保存してください。"
                )
