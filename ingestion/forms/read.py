"""A filled monthly form, read by the texts of its heads."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from catalog.form import CORNER, COVER, COVER_HEADS, MARK, NUMBER_HEAD, FormSheet, ListColumn, form_sheets
from catalog.load import Catalog
from catalog.municipality import Municipality
from ingestion.archive import check_packed
from ingestion.errors import DeliveryError
from ingestion.readings import folded
from ingestion.workbook import opened, text

_NUMBER = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class FormReading:
    """What a form says: figures and entries as dictionaries of the raw columns."""

    municipality_code: str
    month_date: date
    figures: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    is_sample: bool
    content_hash: str


def is_form(path: Path) -> bool:
    """Whether a workbook is a monthly form: it has the form's cover.

    Raises:
        DeliveryError: it is no workbook.
    """
    check_packed(path)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:
        raise DeliveryError(
            f"{path.name}: Excelのファイルとして開けません。xlsx形式で保存し直してください。"
        ) from error
    try:
        return COVER in workbook.sheetnames
    finally:
        workbook.close()


def read_form(path: Path, shown_as: str, catalog: Catalog) -> FormReading:
    """Read a form.

    Args:
        path: the workbook.
        shown_as: its name for people.
        catalog: the cities and the plan of the form.

    Raises:
        DeliveryError: another city, no month, a head that is missing or unknown, a value that is no number, with sheet
            and cell.
    """
    with opened(path, shown_as) as workbook:
        cover = _cover(workbook, shown_as)
        municipality = _municipality(cover["自治体コード"], catalog, shown_as)
        month = _month(cover["年月"], shown_as)
        figures: list[dict[str, Any]] = []
        entries: list[dict[str, Any]] = []
        for sheet in form_sheets(catalog, municipality, month):
            if sheet.name not in workbook.sheetnames:
                raise DeliveryError(
                    f"{shown_as}: シート「{sheet.name}」がありません。様式のシートを戻してください。"
                )
            where = f"{shown_as} シート「{sheet.name}」"
            if sheet.columns:
                entries.extend(_entries(workbook[sheet.name], sheet, where))
            else:
                figures.extend(_figures(workbook[sheet.name], sheet, where))
    said = json.dumps([figures, entries], ensure_ascii=False, sort_keys=True)
    content = f"{municipality.municipality_code} {month} {said}"
    return FormReading(
        municipality.municipality_code,
        month,
        figures,
        entries,
        bool(cover["見本"]),
        sha256(content.encode()).hexdigest()[:32],
    )


def _cover(workbook: Workbook, shown_as: str) -> dict[str, str]:
    found = {}
    for row in workbook[COVER].iter_rows(max_col=2, values_only=True):
        head = text(row[0])
        if head in COVER_HEADS:
            if head in found:
                raise DeliveryError(
                    f"{shown_as} シート「{COVER}」: 「{head}」が二度あります。一つにしてください。"
                )
            found[head] = text(row[1])
    missing = [head for head in COVER_HEADS if head not in found]
    if missing:
        raise DeliveryError(
            f"{shown_as} シート「{COVER}」: 「{'、'.join(missing)}」がありません。様式の表紙を戻してください。"
        )
    return found


def _municipality(code: str, catalog: Catalog, shown_as: str) -> Municipality:
    for municipality in catalog.municipalities:
        if municipality.municipality_code == code:
            return municipality
    known = "、".join(m.municipality_code for m in catalog.municipalities)
    raise DeliveryError(
        f"{shown_as} シート「{COVER}」: 自治体コード「{code}」は登録されていません。使えるコード: {known}。"
    )


def _month(written: str, shown_as: str) -> date:
    found = _MONTH.fullmatch(folded(written)[:7])
    if found is None or not 1 <= int(found[2]) <= 12:
        raise DeliveryError(
            f"{shown_as} シート「{COVER}」: 年月「{written}」が読めません。2024-04 の形にしてください。"
        )
    return date(int(found[1]), int(found[2]), 1)


def _figures(page: Worksheet, sheet: FormSheet, where: str) -> Iterator[dict[str, Any]]:
    head_row, head_column = _corner(page, CORNER, where)
    columns = _heads(page, head_row, head_column, sheet.column_heads, where, is_row=False)
    rows = _heads(page, head_row, head_column, sheet.row_heads, where, is_row=True)
    asked = {(p.row_head, p.column_head): p for p in sheet.places}
    for row_head, row in rows.items():
        for column_head, column in columns.items():
            written = text(page.cell(row, column).value)
            place = asked.get((row_head, column_head))
            if not written:
                continue
            if place is None:
                raise DeliveryError(
                    f"{where}の{get_column_letter(column)}{row}: この欄は書きません(値「{written}」)。空欄にしてください。"
                )
            yield {
                "table_id": sheet.table_id,
                "row_path": place.row_path,
                "column_path": place.column_path,
                "value": _number(written, f"{where}の{get_column_letter(column)}{row}"),
            }


def _entries(page: Worksheet, sheet: FormSheet, where: str) -> Iterator[dict[str, Any]]:
    head_row, head_column = _corner(page, NUMBER_HEAD, where)
    heads = _heads(page, head_row, head_column - 1, sheet.column_heads, where, is_row=False)
    numbers: dict[int, int] = {}
    for row in range(head_row + 1, page.max_row + 1):
        written = {head: text(page.cell(row, column).value) for head, column in heads.items()}
        if not any(written.values()):
            continue
        number = _entry_number(written.pop(NUMBER_HEAD), f"{where}の{row}行目 {NUMBER_HEAD}")
        if number is not None:
            if number in numbers:
                raise DeliveryError(
                    f"{where}の{row}行目: 掲載順{number}は{numbers[number]}行目にもあります。別の番号にしてください。"
                )
            numbers[number] = row
        for column in sheet.columns:
            value = _entry_value(written[column.head], column, f"{where}の{row}行目 {column.head}")
            if value:
                yield {
                    "table_id": sheet.table_id,
                    "entry_row": row,
                    "entry_no": number,
                    "column_path": column.column_path,
                    "value": value,
                }


def _corner(page: Worksheet, head: str, where: str) -> tuple[int, int]:
    found = [(c.row, c.column) for row in page.iter_rows() for c in row if text(c.value) == head]
    if len(found) != 1:
        raise DeliveryError(
            f"{where}: 見出し「{head}」が{len(found)}か所にあります。様式の見出しに戻してください。"
        )
    return found[0]


def _heads(
    page: Worksheet, head_row: int, head_column: int, expected: list[str], where: str, *, is_row: bool
) -> dict[str, int]:
    """Row or column number by head; every expected head once, and no other."""
    if is_row:
        written = {r: text(page.cell(r, head_column).value) for r in range(head_row + 1, page.max_row + 1)}
    else:
        written = {c: text(page.cell(head_row, c).value) for c in range(head_column + 1, page.max_column + 1)}
    plain = {folded(head): head for head in expected}
    found: dict[str, int] = {}
    for number, head in written.items():
        if not head:
            continue
        known = plain.get(folded(head))
        if known is None or known in found:
            raise DeliveryError(
                f"{where}: 見出し「{head}」は{'二度あります' if known else 'この様式にありません'}。様式の見出しに戻してください。"
            )
        found[known] = number
    missing = [head for head in expected if head not in found]
    if missing:
        raise DeliveryError(
            f"{where}: 見出し「{'、'.join(missing[:5])}」がありません。様式の見出しに戻してください。"
        )
    return found


def _number(written: str, where: str) -> str:
    plain = folded(written)
    if not _NUMBER.fullmatch(plain):
        raise DeliveryError(f"{where}: 「{written}」は数として読めません。0以上の数か空欄にしてください。")
    return plain.replace(",", "")


def _entry_number(written: str, where: str) -> int | None:
    if not written:
        return None
    plain = folded(written)
    if not plain.isdecimal() or int(plain) == 0:
        raise DeliveryError(
            f"{where}: 「{written}」は番号として読めません。1以上の整数か空欄にしてください。"
        )
    return int(plain)


def _entry_value(written: str, column: ListColumn, where: str) -> str:
    if not written or column.is_text:
        return written
    if column.is_mark:
        if written != MARK:
            raise DeliveryError(f"{where}: 「{written}」は使えません。{MARK}か空欄にしてください。")
        return written
    return _number(written, where)
