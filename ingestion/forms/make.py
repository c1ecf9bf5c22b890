"""The empty monthly form as a workbook that staff fill in."""

from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from catalog.form import CORNER, COVER, COVER_HEADS, MARK, FormSheet, form_sheets
from catalog.load import Catalog
from catalog.municipality import Municipality
from ingestion.forms.values import LARGEST
from ingestion.sheet_looks import FIELD, looks

_HOW_GRID = "黄色の欄に0以上の数を書いてください。0は「なかった」、空欄は「報告しない」です。計は書きません。"
_HOW_LIST = "一行に一件ずつ書いてください。掲載順は年報に載せる番号で、空欄でもかまいません。開催館の欄は●か空欄です。"
_FIRST = 3
_HEAD_WIDTH, _FIELD_WIDTH, _TEXT_WIDTH = 28, 14, 30


def make_form(catalog: Catalog, municipality: Municipality, month: date, target: Path) -> int:
    """Write the empty form of a month.

    Args:
        catalog: the seeds.
        municipality: whose form.
        month: first day of the month.
        target: the workbook to write.

    Returns:
        Number of sheets with fields.
    """
    sheets = form_sheets(catalog, municipality, month)
    title = catalog.form.title_ja if catalog.form else ""
    with xlsxwriter.Workbook(target) as workbook:
        formats = {**looks(workbook), "field": workbook.add_format(FIELD)}
        _cover(workbook.add_worksheet(COVER), title, municipality, month, formats)
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name)
            _page(page, sheet, formats)
    return len(sheets)


def _cover(
    page: Worksheet, title: str, municipality: Municipality, month: date, formats: dict[str, Format]
) -> None:
    page.write(0, 0, title, formats["title"])
    page.set_column(0, 1, _HEAD_WIDTH)
    values = (municipality.municipality_code, municipality.name_ja, f"{month:%Y-%m}", "")
    for row, (head, value) in enumerate(zip(COVER_HEADS, values, strict=True), 2):
        page.write(row, 0, head, formats["head"])
        page.write_string(row, 1, value, formats["closed"])
    page.write(
        len(COVER_HEADS) + 3,
        0,
        "各シートの見出しは変えないでください。行や列の追加はできます。",
        formats["how"],
    )
    page.protect()


def _page(page: Worksheet, sheet: FormSheet, formats: dict[str, Format]) -> None:
    page.write(0, 0, sheet.title_ja, formats["title"])
    page.write(1, 0, _HOW_LIST if sheet.columns else _HOW_GRID, formats["how"])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST)
    page.freeze_panes(_FIRST + 1, 1)
    if sheet.columns:
        _list(page, sheet, formats)
    else:
        _grid(page, sheet, formats)
    page.protect(options={"insert_rows": True, "insert_columns": True, "format_columns": True})


def _grid(page: Worksheet, sheet: FormSheet, formats: dict[str, Format]) -> None:
    rows, columns = sheet.row_heads, sheet.column_heads
    asked = {(place.row_head, place.column_head) for place in sheet.places}
    page.set_column(0, 0, _HEAD_WIDTH)
    page.set_column(1, len(columns), _FIELD_WIDTH)
    page.write(_FIRST, 0, CORNER, formats["head"])
    for column, head in enumerate(columns, 1):
        page.write(_FIRST, column, head, formats["head"])
    for row, row_head in enumerate(rows, _FIRST + 1):
        page.write(row, 0, row_head, formats["head"])
        for column, column_head in enumerate(columns, 1):
            is_asked = (row_head, column_head) in asked
            page.write_blank(row, column, None, formats["field" if is_asked else "closed"])
    _only_numbers(page, _FIRST + 1, 1, _FIRST + len(rows), len(columns))


def _list(page: Worksheet, sheet: FormSheet, formats: dict[str, Format]) -> None:
    last = _FIRST + sheet.rows
    for column, head in enumerate(sheet.column_heads):
        page.write(_FIRST, column, head, formats["head"])
        for row in range(_FIRST + 1, last + 1):
            page.write_blank(row, column, None, formats["field"])
    page.set_column(0, 0, _FIELD_WIDTH)
    for number, column_spec in enumerate(sheet.columns, 1):
        page.set_column(number, number, _TEXT_WIDTH if column_spec.is_text else _FIELD_WIDTH)
        if column_spec.is_mark:
            page.data_validation(_FIRST + 1, number, last, number, {"validate": "list", "source": [MARK]})
        elif not column_spec.is_text:
            _only_numbers(page, _FIRST + 1, number, last, number)


def _only_numbers(
    page: Worksheet, first_row: int, first_column: int, last_row: int, last_column: int
) -> None:
    page.data_validation(
        first_row,
        first_column,
        last_row,
        last_column,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": LARGEST,
            "error_title": "数ではありません",
            "error_message": "0以上の数か空欄にしてください。",
        },
    )
