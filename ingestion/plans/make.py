"""The yearly sheet of a plan as a workbook that staff fill in."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from catalog.plan import Plan
from catalog.plan_record import PlanRecord
from ingestion.plans.layout import COVER, COVER_HEADS, KNOWN_COVER, Sheet, SheetRow, grades_of, sheets
from ingestion.sheet_looks import FIELD, looks

_TITLE = "計画の進捗管理票"
_HOW = (
    "1. 「資料」に、この記録のもとになる書類の名前を書いてください。",
    "2. 各シートの黄色の欄に記入してください。白い欄と見出しは変えないでください。",
    "3. 数式は使えません。= や + で始まる文は、先に ' を打つと文字として入ります。",
    "4. 保存して「nenpo plan read ファイル名」で読み込みます。直すところがあれば、シートと行と列を示します。",
)
_FIRST = 3
_NAME_WIDTH, _TEXT_WIDTH, _SHORT_WIDTH = 30, 44, 14
_WIDE = ("事業名", "指標", "計画の内容")
_ROW_PT = 46


def make_sheet(
    municipality_code: str, plan: Plan, fiscal_year: int, record: PlanRecord | None, target: Path
) -> int:
    """Write the sheet of a year.

    Args:
        municipality_code: whose plan.
        plan: the plan, with projects.
        fiscal_year: calendar year of its 1 April.
        record: what is recorded of that year already; it fills the fields.
        target: the workbook to write.

    Returns:
        Number of rows to fill in.
    """
    listed = sheets(plan, fiscal_year, record)
    with xlsxwriter.Workbook(target) as workbook:
        formats = {
            **looks(workbook),
            "known": workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            # Text stays text in Excel, whatever it begins with.
            "text": workbook.add_format(
                {**FIELD, "text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}
            ),
            "number": workbook.add_format({**FIELD, "valign": "top", "num_format": "#,##0.####"}),
        }
        said = (record.source_ja, record.undecided_ja) if record else (None, None)
        known = (municipality_code, plan.plan_id, plan.name_ja, str(fiscal_year))
        _cover(workbook.add_worksheet(COVER), (*known, *said), formats)
        for sheet in listed:
            _page(workbook.add_worksheet(sheet.name), sheet, grades_of(plan), formats)
    return sum(len(sheet.rows) for sheet in listed)


def _cover(page: Worksheet, values: tuple[str | None, ...], formats: dict[str, Format]) -> None:
    page.write(0, 0, _TITLE, formats["title"])
    page.set_column(0, 0, _SHORT_WIDTH + 4)
    page.set_column(1, 1, 2 * _TEXT_WIDTH)
    for row, (head, value) in enumerate(zip(COVER_HEADS, values, strict=True)):
        page.write(row + 2, 0, head, formats["head"])
        look = formats["known" if row < KNOWN_COVER else "text"]
        page.write_string(row + 2, 1, value or "", look)
    for row, text in enumerate(_HOW, len(COVER_HEADS) + 3):
        page.write(row, 0, text, formats["how"])
    page.protect()


def _page(page: Worksheet, sheet: Sheet, grades: tuple[str, ...], formats: dict[str, Format]) -> None:
    page.write(0, 0, sheet.name, formats["title"])
    page.write(1, 0, sheet.how_ja, formats["how"])
    for column, head in enumerate(sheet.heads):
        page.write(_FIRST, column, head, formats["head"])
        is_field = column >= len(sheet.known)
        is_text = is_field and sheet.fields[column - len(sheet.known)].kind == "text"
        width = _TEXT_WIDTH if is_text else _NAME_WIDTH if head in _WIDE else _SHORT_WIDTH
        page.set_column(column, column, width)
    for number, row in enumerate(sheet.rows, _FIRST + 1):
        _row(page, number, sheet, row, formats)
    last = _FIRST + len(sheet.rows)
    for column, field in enumerate(sheet.fields, len(sheet.known)):
        if field.kind == "grade" and grades:
            page.data_validation(
                _FIRST + 1,
                column,
                last,
                column,
                {
                    "validate": "list",
                    "source": list(grades),
                    "error_title": "区分にありません",
                    "error_message": f"{'、'.join(grades)} から選ぶか空欄にしてください。",
                },
            )
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST)
    page.freeze_panes(_FIRST + 1, sheet.keys)
    page.protect(options={"format_columns": True, "format_rows": True})


def _row(page: Worksheet, number: int, sheet: Sheet, row: SheetRow, formats: dict[str, Format]) -> None:
    page.set_row(number, _ROW_PT)
    for column, text in enumerate(row.known):
        page.write_string(number, column, text, formats["known"])
    for column, (field, recorded) in enumerate(
        zip(sheet.fields, row.recorded, strict=True), len(sheet.known)
    ):
        if row.closed:
            page.write_blank(number, column, None, formats["closed"])
        elif recorded is None:
            page.write_blank(number, column, None, formats["number" if field.kind == "number" else "text"])
        elif field.kind == "number":
            page.write_number(number, column, float(recorded), formats["number"])
        else:
            page.write_string(number, column, recorded, formats["text"])
