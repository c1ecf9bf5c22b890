"""Printed tables made by hand, so that paper is tested without a build."""

from decimal import Decimal

from reports.chart_data import ChartPlan, Member
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedRow, PrintedTable, TableInfo

LIBRARIES = (
    "中央図書館",
    "北部図書館",
    "鳴尾図書館",
    "北口図書館",
    "越木岩",
    "段上",
    "上ヶ原",
    "甲東園",
    "高須",
    "山口",
)
LIBRARIES += ("若竹", "西宮浜義務教育学校")
YEARS = (2022, 2023, 2024)


def info(table_no: str = "4-(1)", layout: str = "blocks", years: tuple[int, ...] = YEARS) -> TableInfo:
    return TableInfo(
        table_id="t04_1_sample",
        table_no=table_no,
        title_ja="個人貸出の状況",
        chapter="4",
        chapter_title_ja="利用統計",
        unit_ja="冊・点・人",
        layout="grid",
        years_layout=layout,
        lead_years=0,
        fiscal_years=years,
        chart=None,
    )


def figure(number: int, row: str = "", column: str = "", year: int = 2024) -> PrintedCell:
    text = f"△ {-number:,}" if number < 0 else f"{number:,}"
    return PrintedCell(
        text, False, value=Decimal(number), row_path=row, column_path=column, fiscal_year=year, status="final"
    )


def stub(text: str, rowspan: int = 1, colspan: int = 1) -> PrintedCell:
    return PrintedCell(text, is_stub=True, rowspan=rowspan, colspan=colspan)


def head(text: str, rowspan: int = 1, colspan: int = 1, is_stub: bool = False) -> HeaderCell:
    return HeaderCell(text, rowspan, colspan, is_stub)


LOANS_HEADER = (
    (
        head("年度", 3, is_stub=True),
        head("図書館名", 3, is_stub=True),
        head("開館日数", 3),
        head("貸出冊数", 1, 6),
        head("貸出人数", 1, 3),
    ),
    (
        head("図書", 1, 3),
        head("視聴覚", 2),
        head("合計", 2),
        head("1日平均", 2),
        head("成人", 2),
        head("児童", 2),
        head("計", 2),
    ),
    (head("一般"), head("児童"), head("計")),
)


def loans(years: tuple[int, ...] = YEARS) -> PrintedTable:
    """Like table 4-(1): three header levels, a block of thirteen rows a year."""
    rows = []
    for year in years:
        for index, name in enumerate((*LIBRARIES, "合計")):
            number = (year - 2000) * 100_000 + index * 1_000
            first = (stub(f"R{year - 2018}", rowspan=13),) if index == 0 else ()
            cells = tuple(figure(number + column, name, f"列{column}", year) for column in range(10))
            role = "total" if name == "合計" else "item"
            rows.append(PrintedRow(role, year, (*first, stub(name), *cells)))
    notes = ("(注)1日平均は貸出冊数の合計を開館日数で割り四捨五入した値。", "※貸出人数の1日平均は2,996人。")
    return PrintedTable(
        info(years=years), years[-1], LOANS_HEADER, tuple(rows), notes, None, "図書館の概要 18-19頁"
    )


def matrix() -> PrintedTable:
    """Like a table by library: fourteen columns, a group head over the branch rooms."""
    rooms = LIBRARIES[4:11]
    header = (
        (
            head("予約場所", 2, is_stub=True),
            *(head(name, 2) for name in LIBRARIES[:4]),
            head("分室", 1, len(rooms)),
            head(LIBRARIES[-1], 2),
            head("計", 2),
        ),
        tuple(head(name) for name in rooms),
    )
    rows = tuple(
        PrintedRow(
            "item",
            2024,
            (stub(place), *(figure(i * 1_000 + j, place, to) for j, to in enumerate((*LIBRARIES, "計")))),
        )
        for i, place in enumerate((*LIBRARIES, "Web"))
    )
    return PrintedTable(
        info("4-(3)-ア", "single", (2024,)), 2024, header, rows, (), None, "図書館の概要 18-19頁"
    )


def plan(kind: str, rows: tuple[str, ...], columns: tuple[str, ...], unit: str = "冊") -> ChartPlan:
    members = [
        tuple(Member(path, tuple(path.split("/")), path.split("/")[-1] in LIBRARIES) for path in paths)
        for paths in (rows, columns)
    ]
    return ChartPlan(kind, *members, units={(row, column): unit for row in rows for column in columns})
