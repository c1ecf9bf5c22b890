"""A printed table with every kind of cell, made by hand, so that files are tested without a build."""

from datetime import UTC, datetime
from decimal import Decimal

from reports.names import Names
from reports.table_page import TablePage, table_page
from warehouse.open import Build
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedRow, PrintedTable, TableInfo
from warehouse.table_parts import CellData, Head, TableParts

BUILD = Build("20260401T030000-abcdef01", datetime(2026, 4, 1, 3, tzinfo=UTC), "abcdef")
YEARS = {2023: "令和5年度", 2024: "令和6年度"}
NAMES = Names(
    "99201", "砂場市", "砂場市立図書館", YEARS, {"loans": "貸出冊数", "share": "構成比", "words": "記載"}
)


def info(table_no: str = "4-(1)", layout: str = "grid") -> TableInfo:
    return TableInfo(
        table_id="t04_1_sample",
        table_no=table_no,
        title_ja="貸出の状況",
        chapter="4",
        chapter_title_ja="利用統計",
        unit_ja="冊",
        layout=layout,
        years_layout="single",
        lead_years=0,
        fiscal_years=(2024,),
        chart=None,
    )


def stub(text: str, rowspan: int = 1, colspan: int = 1) -> PrintedCell:
    return PrintedCell(text, is_stub=True, rowspan=rowspan, colspan=colspan)


def figure(text: str, value: str) -> PrintedCell:
    return PrintedCell(text, is_stub=False, status="final", value=Decimal(value))


def words(text: str) -> PrintedCell:
    return PrintedCell(text, is_stub=False, status="final", is_text=True)


def mark(text: str) -> PrintedCell:
    return PrintedCell(text, is_stub=False, status="closed")


HEADER = (
    (
        HeaderCell("館名", 2, 2, True),
        HeaderCell("貸出", 1, 2, False),
        HeaderCell("構成比", 2, 1, False),
        HeaderCell("備考", 2, 1, False),
    ),
    (HeaderCell("冊数", 1, 1, False), HeaderCell("前年度との差", 1, 1, False)),
)
ROWS = (
    PrintedRow(
        "item",
        2024,
        (
            stub("館", 2),
            stub("中央"),
            figure("1,234,567", "1234567"),
            figure("△ 7,440", "-7440"),
            figure("92.5%", "92.5"),
            words("9月～10月"),
        ),
    ),
    PrintedRow("item", 2024, (stub("北"), mark("-"), mark(""), figure("81(1)", "81"), words("=1+1"))),
    PrintedRow(
        "total",
        2024,
        (stub("合計", 1, 2), figure("(481)", "481"), figure("●", "1"), figure("0.5", "0.5"), words("")),
    ),
)


def table(
    rows: tuple[PrintedRow, ...] = ROWS, notes: tuple[str, ...] = ("（注）見本。",), table_no: str = "4-(1)"
) -> PrintedTable:
    return PrintedTable(info(table_no), 2024, HEADER, rows, notes, "2025年3月31日現在", "見本の概要 1頁")


def page(printed: PrintedTable | None = None) -> TablePage:
    return table_page(printed or table(), (2024,), BUILD, YEARS)


def head(path: str, **more: object) -> Head:
    plain = {"labels": (path,), "role": "item", "measure": None, "year_offset": 0, "library_code": None}
    return Head(path, **{**plain, "is_text": False, "is_carried": False, **more})  # type: ignore[arg-type]


def cell(row: str, column: str, value: str | None, text: str | None = None, **more: object) -> CellData:
    number = Decimal(value) if value is not None else None
    plain = {"fiscal_year": 2024, "as_of_date": None, "measure": "loans", "unit": "冊", "status": "final"}
    return CellData(row, column, value=number, value_text=text, source="見本の概要 1頁", **{**plain, **more})  # type: ignore[arg-type]


def parts(
    rows: tuple[Head, ...], columns: tuple[Head, ...], *cells: CellData, notes: dict[str, int] | None = None
) -> TableParts:
    return TableParts(
        info=info(),
        row_heads=("館名",),
        rows=rows,
        columns=columns,
        cells={(c.row_path, c.column_path, c.fiscal_year): c for c in cells},
        note_rows=(),
        note_offsets=notes or {},
        decimals={"loans": 0, "share": 1, "words": 0},
    )
