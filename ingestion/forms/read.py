"""A filled monthly form, read by the texts of its heads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from catalog.form import CORNER, COVER, COVER_HEADS, NUMBER_HEAD, FormSheet, ListColumn, form_sheets
from catalog.load import Catalog
from catalog.municipality import Municipality
from ingestion.archive import check_packed
from ingestion.errors import DeliveryError
from ingestion.forms.page import Page
from ingestion.forms.values import entry_number, mark, month, number, shown
from ingestion.readings import folded
from ingestion.workbook import opened


@dataclass(frozen=True)
class FormReading:
    """What a form says: figures and entries as dictionaries of the raw columns."""

    municipality_code: str
    month_date: date
    figures: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    is_sample: bool
    content_hash: str


def is_form(path: Path, shown_as: str) -> bool:
    """Whether a workbook is a monthly form: it has the form's cover.

    Raises:
        DeliveryError: it is no workbook.
    """
    check_packed(path, shown_as)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:
        raise DeliveryError(
            f"{shown_as}: Excelのファイルとして開けません。xlsx形式で保存し直してください。"
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
        DeliveryError: another city, no month, a head that is missing or unknown, a value that is no number or has no
            head, with sheet and cell; or the installation has no form.
    """
    if catalog.form is None:
        raise DeliveryError(
            f"{shown_as}: 月報の様式 seeds/forms/monthly_report.yaml がないので読めません。様式を加えてから渡してください。"
        )
    with opened(path, shown_as) as workbook:
        page, cover = _cover(workbook, shown_as)
        municipality = _municipality(page, cover, catalog)
        month_date = month(page.cells.get(cover["年月"], ""), page.at(*cover["年月"]))
        is_sample = cover["見本"] in page.cells
        sheets = form_sheets(catalog, municipality, month_date)
        pages = _pages(workbook, sheets, shown_as)
        figures = [f for sheet in sheets if not sheet.columns for f in _figures(pages[sheet.name], sheet)]
        entries = [e for sheet in sheets if sheet.columns for e in _entries(pages[sheet.name], sheet)]
    said = json.dumps([figures, entries], ensure_ascii=False, sort_keys=True)
    content = f"{municipality.municipality_code} {month_date} {said}"
    return FormReading(
        municipality.municipality_code,
        month_date,
        figures,
        entries,
        is_sample,
        sha256(content.encode()).hexdigest()[:32],
    )


def _cover(workbook: Workbook, shown_as: str) -> tuple[Page, dict[str, tuple[int, int]]]:
    """The cover, and by head the cell with what is said of it."""
    page = Page.of(workbook[COVER], shown_as)
    found: dict[str, tuple[int, int]] = {}
    for (row, column), head in page.cells.items():
        if column == 1 and head in COVER_HEADS:
            if head in found:
                raise DeliveryError(f"{page.at(row, column)}: 「{head}」が二度あります。一つにしてください。")
            found[head] = (row, 2)
    missing = [head for head in COVER_HEADS if head not in found]
    if missing:
        raise DeliveryError(
            f"{page.where}: 「{'、'.join(missing)}」がありません。様式の表紙を戻してください。"
        )
    return page, found


def _municipality(page: Page, cover: dict[str, tuple[int, int]], catalog: Catalog) -> Municipality:
    code, name = (page.cells.get(cover[head], "") for head in ("自治体コード", "自治体名"))
    found = next((m for m in catalog.municipalities if m.municipality_code == code), None)
    if found is None:
        known = "、".join(m.municipality_code for m in catalog.municipalities)
        raise DeliveryError(
            f"{page.at(*cover['自治体コード'])}: 自治体コード「{shown(code)}」は登録されていません。使えるコード: {known}。"
        )
    if folded(name) != folded(found.name_ja):
        raise DeliveryError(
            f"{page.at(*cover['自治体名'])}: 自治体名「{shown(name)}」は自治体コード{code}の「{found.name_ja}」と違います。"
            "正しいほうに合わせてください。"
        )
    return found


def _pages(workbook: Workbook, sheets: list[FormSheet], shown_as: str) -> dict[str, Page]:
    """The page of every sheet; any other sheet is empty."""
    pages = {page.title: Page.of(page, shown_as) for page in workbook.worksheets if page.title != COVER}
    for sheet in sheets:
        if sheet.name not in pages:
            raise DeliveryError(
                f"{shown_as}: シート「{sheet.name}」がありません。様式のシートを戻してください。"
            )
    known = {sheet.name for sheet in sheets}
    for page in (page for name, page in pages.items() if name not in known):
        # What stands there may be anything, a person's own as well: it is not repeated.
        for place in page.cells:
            raise DeliveryError(
                f"{page.at(*place)}: この月の様式にないシートに値があります。"
                "様式のシートに移して、このシートを消してください。"
            )
    return pages


def _figures(page: Page, sheet: FormSheet) -> Iterator[dict[str, Any]]:
    corner = page.corner(CORNER)
    columns = page.column_heads(corner[0], corner[1] + 1, sheet.column_heads)
    rows = page.row_heads(corner, sheet.row_heads)
    page.refuse_without_head(corner, {corner[1], *columns.values()}, set(rows.values()))
    asked = {(p.row_head, p.column_head): p for p in sheet.places}
    for row_head, row in rows.items():
        for column_head, column in columns.items():
            written = page.cells.get((row, column))
            if written is None:
                continue
            place = asked.get((row_head, column_head))
            if place is None:
                raise DeliveryError(
                    f"{page.at(row, column)}: この欄は書きません(値「{shown(written)}」)。空欄にしてください。"
                )
            yield {
                "table_id": sheet.table_id,
                "row_path": place.row_path,
                "column_path": place.column_path,
                "value": number(written, place.decimals, page.at(row, column)),
            }


def _entries(page: Page, sheet: FormSheet) -> Iterator[dict[str, Any]]:
    corner = page.corner(NUMBER_HEAD)
    columns = page.column_heads(*corner, sheet.column_heads)
    page.refuse_without_head(corner, set(columns.values()))
    numbers: dict[int, str] = {}
    for row in sorted({row for row, _ in page.cells if row > corner[0]}):
        number_at = page.at(row, corner[1])
        number_said = entry_number(page.cells.get((row, corner[1]), ""), number_at)
        if number_said is not None:
            if number_said in numbers:
                raise DeliveryError(
                    f"{number_at}: 掲載順{number_said}は{numbers[number_said]}にもあります。別の番号にしてください。"
                )
            numbers[number_said] = number_at.removeprefix(f"{page.where}の")
        for column in sheet.columns:
            place = (row, columns[column.head])
            if place in page.cells:
                yield {
                    "table_id": sheet.table_id,
                    "entry_row": row,
                    "entry_no": number_said,
                    "column_path": column.column_path,
                    "value": _entry_value(page.cells[place], column, page.at(*place)),
                }


def _entry_value(written: str, column: ListColumn, at: str) -> str:
    if column.is_text:
        return written
    return mark(written, at) if column.is_mark else number(written, column.decimals, at)
