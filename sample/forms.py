"""The monthly forms of a sample year, filled in as staff would."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from catalog.form import CORNER, COVER, COVER_HEADS, FormSheet, form_sheets
from catalog.load import Catalog
from sample.figures import Figures
from sample.form_figures import by_month
from sample.form_lists import Entry, entries
from sample.year import Year

_SAMPLE = "見本"
# Workbooks carry the moment of their making; a sample has none of its own.
_MADE_AT = datetime(2000, 1, 1)
# What the form asks of the table of pick-up lockers stands there month by month.
_MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


def write_forms(out: Path, catalog: Catalog, figures: Figures, year: Year) -> int:
    """Write the year's forms; nothing when the installation has none.

    Returns:
        Number of workbooks.
    """
    if catalog.form is None:
        return 0
    lists: dict[str, list[Entry]] = {}
    for position, month in enumerate(_MONTHS):
        first = date(figures.fiscal_year + (month < _MONTHS[0]), month, 1)
        sheets = form_sheets(catalog, figures.municipality, first)
        for sheet in sheets:
            if sheet.columns and sheet.table_id not in lists:
                lists[sheet.table_id] = entries(figures, sheet.table_id)
        with xlsxwriter.Workbook(out / f"月報_{year.month_name(position)}.xlsx") as workbook:
            workbook.set_properties({"created": _MADE_AT})
            _cover(workbook, figures, first)
            for sheet in sheets:
                page = workbook.add_worksheet(sheet.name)
                if sheet.columns:
                    _write_list(page, sheet, [e for e in lists[sheet.table_id] if e.month == position])
                else:
                    _write_grid(page, sheet, figures, position)
    return len(_MONTHS)


def _cover(workbook: xlsxwriter.Workbook, figures: Figures, month: date) -> None:
    page = workbook.add_worksheet(COVER)
    city = figures.municipality
    values = (city.municipality_code, city.name_ja, f"{month:%Y-%m}", _SAMPLE)
    for row, (head, value) in enumerate(zip(COVER_HEADS, values, strict=True)):
        page.write_string(row, 0, head)
        page.write_string(row, 1, value)


def _write_grid(
    page: xlsxwriter.worksheet.Worksheet, sheet: FormSheet, figures: Figures, position: int
) -> None:
    page.write_string(0, 0, f"{sheet.title_ja}({_SAMPLE})")
    page.write_string(1, 0, CORNER)
    rows = {head: number for number, head in enumerate(sheet.row_heads, 2)}
    columns = {head: number for number, head in enumerate(sheet.column_heads, 1)}
    for head, number in rows.items():
        page.write_string(number, 0, head)
    for head, number in columns.items():
        page.write_string(1, number, head)
    for place in sheet.places:
        value = _value(sheet, place.row_path, place.column_path, place.over_months, figures, position)
        if value is not None:
            page.write_number(rows[place.row_head], columns[place.column_head], float(value))


def _value(
    sheet: FormSheet, row: str, column: str, over_months: str, figures: Figures, position: int
) -> Decimal | None:
    if len(sheet.column_heads) == 1 and column == f"{_MONTHS[position]}月":
        # The print itself goes by months here.
        return figures.table(sheet.table_id)[row, column].number
    months = by_month(figures, sheet.table_id, row, column, "last" if over_months == "last" else "sum")
    return None if months is None else months[position]


def _write_list(page: xlsxwriter.worksheet.Worksheet, sheet: FormSheet, found: list[Entry]) -> None:
    page.write_string(0, 0, f"{sheet.title_ja}({_SAMPLE})")
    for number, head in enumerate(sheet.column_heads):
        page.write_string(1, number, head)
    for row, entry in enumerate(found, 2):
        if entry.number is not None:
            page.write_number(row, 0, entry.number)
        for number, column in enumerate(sheet.columns, 1):
            text = entry.cells.get(column.column_path, "")
            if text:
                page.write_string(row, number, text)
