"""Every table of the published build, in every format, read back equal to the mart."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.formulas import GUARD, literal
from reports.machine_csv import CARRIED
from reports.old_encoding import GETA
from reports.table_files import CONTENTS, TableFormat, table_file, tables_file
from warehouse.open import Published
from warehouse.printed_table import PrintedTable, TableInfo, list_tables, printed_table

CODE = "28204"
MAIN_YEAR = 2024
EDITION = 2025
FORMATS: tuple[TableFormat, ...] = ("xlsx", "csv", "csv-machine", "csv-cp932", "parquet")
Place = tuple[str | None, str | None, int | None]
Mart = dict[str, dict[Place, dict[str, Any]]]


@pytest.fixture(scope="module")
def infos(published: Published) -> list[TableInfo]:
    return list_tables(published, CODE, EDITION)


@pytest.fixture(scope="module")
def mart(published: Published) -> Mart:
    """Cells of the edition by table and place."""
    found: Mart = {}
    sql = "from rpt_yearbook__shown where municipality_code = ? and edition = ?"
    for row in published.frame(sql, [CODE, EDITION]).iter_rows(named=True):
        place = (row["row_path"], row["column_path"], row["fiscal_year"])
        found.setdefault(row["table_id"], {})[place] = row
    return found


@pytest.fixture(scope="module")
def book(published: Published) -> Workbook:
    return load_workbook(BytesIO(tables_file(published, CODE, MAIN_YEAR, "xlsx").content))


def whole(published: Published, info: TableInfo) -> PrintedTable:
    return printed_table(published, CODE, EDITION, info.table_id, MAIN_YEAR, whole_edition=True)


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def number(content: Any) -> Any:
    """What stands in a cell, as a number where it is one."""
    try:
        return Decimal(str(content).replace(",", "").removesuffix("%"))
    except InvalidOperation:
        return content or None


def carried(content: Any) -> Any:
    """A datum of a CSV or of Parquet; texts that a spreadsheet could run are marked in the CSV alone."""
    if content is None or content == "":
        return None
    return content if isinstance(content, Decimal) else str(content).removeprefix(GUARD)


def meant(cell: dict[str, Any] | None) -> Any:
    """What the mart says: the number, else the text."""
    return (
        None if cell is None else cell["value"] if cell["value"] is not None else cell["value_text"] or None
    )


def figures(table: PrintedTable, cells: dict[Place, dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    """By row, how each place is printed and what the mart says of it."""
    return [
        [
            (c.text, meant(cells.get((c.row_path, c.column_path, c.fiscal_year))))
            for c in row.cells
            if not c.is_stub
        ]
        for row in table.rows
    ]


def sheet_rows(sheet: Worksheet, count: int) -> Iterator[list[Any]]:
    """Cells of the body without its stub; both begin where the sheet is frozen."""
    corner = sheet[sheet.freeze_panes]
    for row in range(corner.row, corner.row + count):
        yield [sheet.cell(row, column) for column in range(corner.column, sheet.max_column + 1)]


def displayed(number_format: str, value: float) -> str:
    """A number as a spreadsheet shows it under a format of literals and digits."""
    positive, _, negative = number_format.partition(";")
    text = ""
    for words, digits in re.findall(r'"([^"]*)"|([#0,.]+)', negative if value < 0 else positive):
        grouping, decimals = "," if "," in digits else "", len(digits.partition(".")[2])
        text += f"{abs(value):{grouping}.{decimals}f}" if digits else words
    return text


def test_the_workbook_has_every_table_and_no_formula(infos: list[TableInfo], book: Workbook) -> None:
    assert book.sheetnames == ["目次", *(info.table_no for info in infos)]
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_sheets_say_what_the_mart_says(
    published: Published, infos: list[TableInfo], mart: Mart, book: Workbook
) -> None:
    for info in infos:
        table, sheet, cells = whole(published, info), book[info.table_no], mart[info.table_id]
        texts = [row[0].value for row in sheet.iter_rows()]
        assert [text for text in texts if text in table.notes] == list(table.notes)
        if table.rows:
            wanted = [[value for _, value in row] for row in figures(table, cells)]
            assert [[number(c.value) for c in row] for row in sheet_rows(sheet, len(wanted))] == wanted
        else:
            found = Counter(number(row[0].value) for row in sheet_rows(sheet, len(cells)))
            assert found == Counter(map(meant, cells.values()))


def test_excel_shows_numbers_as_they_are_printed(
    published: Published, infos: list[TableInfo], book: Workbook
) -> None:
    shown = 0
    for info in infos:
        rows = whole(published, info).rows
        for row, found in zip(rows, sheet_rows(book[info.table_no], len(rows)), strict=True):
            printed = [cell for cell in row.cells if not cell.is_stub]
            for cell, excel in zip(printed, found, strict=True):
                if cell.value is not None:
                    assert displayed(excel.number_format, excel.value) == cell.text, (info.table_no, cell)
                    shown += 1
    assert shown > 2_200


def test_csv_for_excel_says_what_the_mart_says(
    published: Published, infos: list[TableInfo], mart: Mart
) -> None:
    files = unzipped(tables_file(published, CODE, MAIN_YEAR, "csv").content)
    contents = lines_of(files.pop(CONTENTS))[1:]
    assert [line[:2] for line in contents] == [
        [name, i.table_no] for name, i in zip(files, infos, strict=True)
    ]
    for info, content in zip(infos, files.values(), strict=True):
        table, lines = whole(published, info), lines_of(content)
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") == len(lines)
        below = len(table.notes) + 2
        assert [line[0] for line in lines[-below:-2]] == [literal(note) for note in table.notes]
        wanted = [
            [
                value if isinstance(number(text.replace("△ ", "-")), Decimal) else literal(text) or None
                for text, value in row
            ]
            for row in figures(table, mart[info.table_id])
        ]
        body = lines[-below - len(wanted) : -below]
        assert [[number(text) for text in line[-len(wanted[0]) :]] for line in body] == wanted


def test_csv_for_machines_is_the_mart_in_printed_order(
    published: Published, infos: list[TableInfo], mart: Mart
) -> None:
    files = unzipped(tables_file(published, CODE, MAIN_YEAR, "csv-machine").content)
    assert list(files) == [CONTENTS, *(f"{info.table_id}.csv" for info in infos)]
    for info in infos:
        content = files[f"{info.table_id}.csv"]
        assert content.count(b"\n") == content.count(b"\r\n")
        heads, *lines = lines_of(content)
        assert not heads[0].startswith("\ufeff")
        records = [dict(zip(heads, line, strict=True)) for line in lines]
        found = [record for record in records if record["状態コード"] != CARRIED]
        said = {
            (r["行"], r["列"], int(r["年度_西暦"])): (
                Decimal(r["数値"]) if r["数値"] else None,
                r["文字"] or r["表記"],
                *(r[name] for name in ("状態コード", "項目コード", "単位", "時点", "資料")),
            )
            for r in found
        }
        names = ("value_status", "measure", "unit", "as_of_date", "source")
        assert len(found) == len(said)
        assert said == {
            place: (c["value"], c["value_text"] or "", *("" if c[n] is None else str(c[n]) for n in names))
            for place, c in mart[info.table_id].items()
        }
        printed = [c for row in whole(published, info).rows for c in row.cells if c.row_path]
        places = iter(said)
        assert all((c.row_path, c.column_path, c.fiscal_year) in places for c in printed), info.table_no


def test_every_table_goes_out_alone_for_every_year(
    published: Published, infos: list[TableInfo], mart: Mart
) -> None:
    for info in infos:
        for year in info.fiscal_years:
            table = printed_table(published, CODE, EDITION, info.table_id, year)
            files = {f: table_file(published, CODE, info.table_no, year, f) for f in FORMATS}
            [sheet] = load_workbook(BytesIO(files["xlsx"].content)).worksheets
            assert sheet.title == info.table_no
            wanted = [[value for _, value in row] for row in figures(table, mart[info.table_id])]
            if wanted:
                assert [[number(c.value) for c in row] for row in sheet_rows(sheet, len(wanted))] == wanted
            assert lines_of(files["csv"].content)[0][0].endswith(info.title_ja)
            heads, *lines = lines_of(files["csv-machine"].content)
            assert len(lines) >= len(wanted)
            frame = pl.read_parquet(BytesIO(files["parquet"].content))
            assert [[carried(v) for v in row] for row in frame.rows()] == [
                [
                    carried(number(text) if head == "数値" else text)
                    for head, text in zip(heads, row, strict=True)
                ]
                for row in lines
            ]
            old = files["csv-cp932"]
            expected = files["csv"].content.decode("utf-8-sig")
            for char, count in old.lost:
                assert expected.count(char) == count
                expected = expected.replace(char, GETA)
            assert old.content == expected.encode("cp932")
