"""One table on one worksheet, as printed: title, merged heads, figures as numbers, notes; ready for the printer."""

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from reports.excel_layout import Layout, layout, line_count
from reports.excel_styles import Styles
from reports.formulas import is_formula
from reports.grid import Placed
from reports.number_formats import number_format
from reports.table_page import TablePage
from warehouse.errors import UserError
from warehouse.printed_table import HeaderCell, PrintedCell

A4 = 9
LINE_PT = 16.5
TITLE_PT = 24.0
GAP_PT = 6.0
# Limits of Excel.
TALLEST_PT = 409.0
# Excel counts widths in digits, not quite two of which are one em.
DIGITS_PER_EM = 2.0
LONGEST_TEXT = 32_767


def draw(sheet: Worksheet, page: TablePage, styles: Styles) -> None:
    """Fill a worksheet with a table."""
    _Drawing(sheet, page, styles).draw()


class _Drawing:
    """A worksheet that is filled from the top; `line` is the next free row."""

    def __init__(self, sheet: Worksheet, page: TablePage, styles: Styles) -> None:
        self.sheet = sheet
        self.page = page
        self.styles = styles
        self.layout: Layout = layout(page)
        self.line = 0

    def draw(self) -> None:
        """Everything, from the title to the imprint."""
        for column, width in enumerate(self.layout.widths):
            self.sheet.set_column(column, column, width * DIGITS_PER_EM)
        self._text_line(self.page.title, "title", TITLE_PT)
        if self.page.remarks:
            self._text_line("　".join(self.page.remarks), "remark")
        self._header()
        self._body()
        self.sheet.set_row(self.line, GAP_PT)
        self.line += 1
        for note in self.page.table.notes:
            self._text_line(note, "note")
        for text in self.page.imprint:
            self._text_line(text, "imprint")
        for_paper(self.sheet, self.page.imprint[-1])

    def _header(self) -> None:
        levels = len(self.page.table.header)
        for head in self.layout.header:
            self._cell(head, "head", "item")
        for level in range(levels):
            self._height(self.line + level, self.layout.head_lines(level))
        self.sheet.freeze_panes(self.line + levels, self.page.stub_count)
        self.sheet.repeat_rows(self.line, self.line + levels - 1)
        self.line += levels

    def _body(self) -> None:
        rows = self.page.table.rows
        for p in self.layout.body:
            self._cell(p, _kind(p.cell), rows[p.row].role)
        for row, lines in self.layout.row_lines().items():
            self._height(self.line + row, lines)
        # Years and running numbers in the stub are names; Excel need not warn that they are no numbers.
        names = xl_range(self.line, 0, self.line + len(rows) - 1, len(self.layout.widths) - 1)
        self.sheet.ignore_errors({"number_stored_as_text": names})
        self.line += len(rows)

    def _cell(self, p: Placed[HeaderCell] | Placed[PrintedCell], kind: str, role: str) -> None:
        cell, row, column = p.cell, self.line + p.row, p.column
        value = cell.value if isinstance(cell, PrintedCell) else None
        number = number_format(cell.text, value) if value is not None else ""
        style = self.styles(kind, role, number, quoted=value is None and is_formula(cell.text))
        if cell.rowspan > 1 or cell.colspan > 1:
            last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
            self.sheet.merge_range(row, column, last_row, last_column, "", style)
        if value is not None:
            self.sheet.write_number(row, column, float(value), style)
        else:
            self._text(row, column, cell.text, style)

    def _text_line(self, text: str, kind: str, points: float | None = None) -> None:
        """A text over the whole width of the table."""
        style = self.styles(kind, quoted=is_formula(text))
        self.sheet.merge_range(self.line, 0, self.line, len(self.layout.widths) - 1, "", style)
        self._text(self.line, 0, text, style)
        self._height(self.line, line_count(text, self.layout.width), points)
        self.line += 1

    def _height(self, row: int, lines: int, points: float | None = None) -> None:
        self.sheet.set_row(row, min(points or LINE_PT * lines, TALLEST_PT))

    def _text(self, row: int, column: int, text: str, style: Format) -> None:
        """Text as text, whatever it looks like."""
        if len(text) > LONGEST_TEXT:
            raise UserError(
                f"表{self.page.table.info.table_no}に{LONGEST_TEXT}字を超える文があり、Excelの一つのセルに入りません。"
                "CSVで書き出してください。"
            )
        if text:
            self.sheet.write_string(row, column, text, style)
        else:
            self.sheet.write_blank(row, column, None, style)


def for_paper(sheet: Worksheet, foot: str) -> None:
    """A landscape page of A4, as wide as the sheet; what is longer goes on under the same heads."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    # In a footer & starts a command.
    sheet.set_footer(f"&L{foot.replace('&', '&&')}&R&P / &N")


def _kind(cell: PrintedCell) -> str:
    if cell.is_stub:
        return "group" if cell.rowspan > 1 else "stub"
    if cell.is_text:
        return "text"
    return "mark" if cell.value is not None and not any(map(str.isdigit, cell.text)) else "figure"
