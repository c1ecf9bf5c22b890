"""Tables as an Excel workbook: a sheet a table, and a sheet of contents when there are several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.excel_sheet import DIGITS_PER_EM, draw, for_paper
from reports.excel_styles import FONT, Styles
from reports.formulas import is_formula
from reports.table_page import TablePage
from reports.typesetting import em_width

CONTENTS = "目次"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31
_HEADS = ("表番号", "表題", "章", "年度", "単位")


@dataclass(frozen=True)
class Binding:
    """What a workbook says of itself."""

    title: str
    author: str
    built_at: datetime


def workbook_bytes(pages: Sequence[TablePage], binding: Binding) -> bytes:
    """The workbook; equal bytes for equal tables of one build."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, {**options, "default_format_properties": dict(FONT)})
    workbook.set_properties(
        {
            "title": binding.title,
            "author": binding.author,
            # Excel keeps this time in UTC.
            "created": binding.built_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    styles = Styles(workbook)
    names = sheet_names([page.table.info.table_no for page in pages])
    if len(pages) > 1:
        _contents(workbook.add_worksheet(CONTENTS), pages, names, binding, styles)
    for page, name in zip(pages, names, strict=True):
        draw(workbook.add_worksheet(name), page, styles)
    workbook.close()
    return buffer.getvalue()


def sheet_names(table_numbers: Sequence[str]) -> list[str]:
    """The number of each table as a name that Excel allows, no two of them equal."""
    names: list[str] = []
    taken = {CONTENTS.casefold(), "history"}
    for number in table_numbers:
        plain = _NOT_IN_NAMES.sub("_", number)[:_LONGEST_NAME] or "_"
        name, count = plain, 1
        while name.casefold() in taken:
            count += 1
            ending = f"_{count}"
            name = plain[: _LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def _contents(
    sheet: Worksheet, pages: Sequence[TablePage], names: Sequence[str], binding: Binding, styles: Styles
) -> None:
    lines = [_HEADS, *(_contents_line(page) for page in pages)]
    for column, texts in enumerate(zip(*lines, strict=True)):
        sheet.set_column(column, column, DIGITS_PER_EM * max(map(em_width, texts)) + 2)
    sheet.write_string(0, 0, binding.title, styles("title"))
    sheet.write_string(1, 0, pages[0].imprint[-1], styles("imprint"))
    for row, texts in enumerate(lines, start=2):
        for column, text in enumerate(texts):
            kind = "head" if texts is _HEADS else "stub"
            sheet.write_string(row, column, text, styles(kind, quoted=is_formula(text)))
    for row, (page, name) in enumerate(zip(pages, names, strict=True), start=3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles("link"), page.table.info.table_no)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    for_paper(sheet, pages[0].imprint[-1])


def _contents_line(page: TablePage) -> tuple[str, ...]:
    info = page.table.info
    return (info.table_no, info.title_ja, info.chapter_title_ja, page.years_ja, info.unit_ja or "")
