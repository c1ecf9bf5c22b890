"""The CSV for machines keeps the government's rules: one datum a cell, nothing left out, nothing decorated."""

import csv
from datetime import date
from io import StringIO

from reports.machine_csv import COLUMNS, machine_csv
from tests.unit.reports.table_samples import NAMES, cell, head, parts
from warehouse.table_parts import TableParts

CENTRE, NORTH = head("中央", library_code="01"), head("北", library_code="02")
LOANS = head("貸出/冊数", measure="loans")
BRACKET = head("貸出/冊数(内数)", measure="loans", role="bracket")
TITLE = head("行事名", is_text=True, is_carried=True)


def records(table: TableParts, years: tuple[int, ...] = (2024,)) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(machine_csv(table, years, NAMES).decode("utf-8"), newline="")))


def test_it_is_plain_utf8_with_one_line_of_heads() -> None:
    content = machine_csv(parts((CENTRE,), (LOANS,), cell("中央", "貸出/冊数", "1234567")), (2024,), NAMES)
    assert content.startswith("地域コード,地域,表番号,".encode())
    assert content.count(b"\n") == content.count(b"\r\n") == 2
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert not any(" " in name or "\n" in name for name in COLUMNS)


def test_a_line_says_everything_that_its_figure_means() -> None:
    stock = cell("中央", "貸出/冊数", "-1234567.5000", as_of_date=date(2025, 3, 31))
    assert records(parts((CENTRE,), (LOANS,), stock)) == [
        {
            "地域コード": "99201",
            "地域": "砂場市",
            "表番号": "4-(1)",
            "表題": "貸出の状況",
            "表コード": "t04_1_sample",
            "時間軸コード": "2024100000",
            "年度_西暦": "2024",
            "年度_和暦": "令和6年度",
            "時点": "2025-03-31",
            "館コード": "01",
            "行": "中央",
            "列": "貸出/冊数",
            "項目コード": "loans",
            "項目": "貸出冊数",
            "単位": "冊",
            "数値": "-1234567.5",
            "文字": "",
            "表記": "",
            "状態コード": "final",
            "状態": "確定値",
            "資料": "見本の概要 1頁",
        }
    ]


def test_marks_and_decorations_stand_beside_the_number_never_in_it() -> None:
    found = records(
        parts(
            (CENTRE, NORTH),
            (LOANS, BRACKET),
            cell("中央", "貸出/冊数", "481158", "(481,158)", status="provisional"),
            cell("中央", "貸出/冊数(内数)", "1", "(1)"),
            cell("北", "貸出/冊数", None, "-", status="closed"),
        )
    )
    assert [(r["数値"], r["文字"], r["表記"], r["状態"]) for r in found] == [
        ("481158", "", "(481,158)", "速報値"),
        ("1", "", "(1)", "確定値"),
        ("", "", "-", "休館・閉室中"),
    ]


def test_hostile_text_is_guarded_and_numbers_are_not() -> None:
    found = records(
        parts(
            (CENTRE,), (LOANS, TITLE), cell("中央", "貸出/冊数", "-5"), cell("中央", "行事名", None, "=1+1")
        )
    )
    assert [(r["数値"], r["文字"]) for r in found] == [("-5", ""), ("", "'=1+1")]


def test_a_blank_that_means_as_above_is_written_out() -> None:
    found = records(
        parts(
            (head("001"), head("002"), head("003")),
            (TITLE, LOANS),
            cell("001", "行事名", None, "読書会", measure="words", unit="文字"),
            cell("001", "貸出/冊数", "1", "●"),
            cell("002", "貸出/冊数", "1", "●"),
        )
    )
    assert [(r["行"], r["列"], r["文字"], r["表記"], r["状態コード"]) for r in found] == [
        ("001", "行事名", "読書会", "", "final"),
        ("001", "貸出/冊数", "", "●", "final"),
        ("002", "行事名", "読書会", "", "carried"),
        ("002", "貸出/冊数", "", "●", "final"),
    ]


def test_years_of_other_columns_and_notes_are_their_own() -> None:
    before = head("前年度末", measure="loans", year_offset=-1)
    found = records(
        parts(
            (CENTRE,),
            (before, LOANS),
            cell("中央", "前年度末", "10", fiscal_year=2023),
            cell("中央", "貸出/冊数", "11"),
            cell("注/内訳", "その他", "3"),
            cell("注/内訳", "去年", "2", fiscal_year=2023),
            notes={"注/内訳|その他": 0, "注/内訳|去年": -1},
        )
    )
    assert [(r["年度_西暦"], r["行"], r["列"], r["数値"]) for r in found] == [
        ("2023", "中央", "前年度末", "10"),
        ("2024", "中央", "貸出/冊数", "11"),
        ("2024", "注/内訳", "その他", "3"),
        ("2023", "注/内訳", "去年", "2"),
    ]
