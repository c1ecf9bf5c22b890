"""A worksheet as printed: spans, numbers, styles, notes, the page; read back with another library."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from reports.excel import Binding, workbook_bytes
from tests.unit.reports.table_samples import BUILD, page, stub, table, words
from tests.unit.reports.test_csv_formulas import HOSTILE
from warehouse.errors import UserError
from warehouse.printed_table import PrintedRow, PrintedTable

BINDING = Binding("見本", "砂場市立図書館", BUILD.built_at)


def sheet_of(printed: PrintedTable | None = None) -> Worksheet:
    return load_workbook(BytesIO(workbook_bytes([page(printed)], BINDING))).worksheets[0]


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return sheet_of()


def test_cells_stand_where_they_are_printed(sheet: Worksheet) -> None:
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["4-(1)　貸出の状況", None, None, None, None, None],
        ["令和6年度　（2025年3月31日現在）　（単位：冊）", None, None, None, None, None],
        ["館名", None, "貸出", None, "構成比", "備考"],
        [None, None, "冊数", "前年度との差", None, None],
        ["館", "中央", 1234567, -7440, 92.5, "9月～10月"],
        [None, "北", "-", None, 81, "=1+1"],
        ["合計", None, 481, 1, 0.5, None],
        [None] * 6,
        ["（注）見本。", None, None, None, None, None],
        ["資料：見本の概要 1頁", None, None, None, None, None],
        ["データ版 20260401T030000-abcdef01（2026年4月1日作成）", None, None, None, None, None],
    ]


def test_heads_span_as_printed(sheet: Worksheet) -> None:
    spans = {str(span) for span in sheet.merged_cells.ranges}
    assert spans >= {"A3:B4", "C3:D3", "E3:E4", "F3:F4", "A5:A6", "A7:B7", "A1:F1", "A9:F9"}


def test_numbers_look_as_printed(sheet: Worksheet) -> None:
    assert sheet["C5"].number_format == '#,##0;"△ "#,##0'
    assert sheet["E5"].number_format == '#,##0.0"%";"△ "#,##0.0"%"'
    assert sheet["D7"].number_format == '"●"'
    assert sheet["D7"].alignment.horizontal == "center"
    assert sheet["D5"].alignment.horizontal == "right"
    assert sheet["F5"].alignment.horizontal == "left"


def test_heads_and_sums_are_styled(sheet: Worksheet) -> None:
    head, item, total = sheet["C3"], sheet["C5"], sheet["C7"]
    assert head.font.bold and head.alignment.horizontal == "center" and head.alignment.wrap_text
    assert (item.font.bold, total.font.bold) == (False, True)
    assert len({cell.fill.fgColor.rgb for cell in (head, item, total)}) == 3
    assert all(cell.border.left.style == "thin" for cell in (head, item, total))
    assert item.font.name == "游ゴシック"


def test_heads_stay_in_sight_and_on_every_page(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_and_stays_text_when_edited(text: str) -> None:
    rows = (PrintedRow("item", 2024, (stub(text, colspan=2), words(text), words(""), words(""), words(""))),)
    sheet = sheet_of(table(rows, notes=(text,)))
    for place in ("A5", "C5", "A7"):
        assert (sheet[place].data_type, sheet[place].quotePrefix) == ("s", True)
        assert unescape(sheet[place].value) == text


def test_a_text_that_no_cell_can_hold_is_named() -> None:
    with pytest.raises(UserError, match=r"表4-\(1\).*CSV"):
        sheet_of(table(notes=("あ" * 32_768,)))
