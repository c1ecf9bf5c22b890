"""The CSV for Excel: bytes that Excel reads, lines as printed, numbers that stay numbers."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

from reports.csv_files import printed_csv, zip_bytes
from tests.unit.reports.table_samples import figure, page, stub, table, words
from warehouse.printed_table import PrintedRow


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_finds_its_mark_and_its_line_ends() -> None:
    content = printed_csv(page())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 10


def test_lines_stand_as_printed() -> None:
    assert lines(printed_csv(page())) == [
        ["4-(1)　貸出の状況", "", "", "", "", ""],
        ["令和6年度　（2025年3月31日現在）　（単位：冊）", "", "", "", "", ""],
        ["館名", "", "貸出", "", "構成比", "備考"],
        ["", "", "冊数", "前年度との差", "", ""],
        ["館", "中央", "1,234,567", "-7,440", "92.5%", "9月～10月"],
        ["", "北", "-", "", "81(1)", "'=1+1"],
        ["合計", "", "'(481)", "●", "0.5", ""],
        ["（注）見本。", "", "", "", "", ""],
        ["資料：見本の概要 1頁", "", "", "", "", ""],
        ["データ版 20260401T030000-abcdef01（2026年4月1日作成）", "", "", "", "", ""],
    ]


def test_a_negative_number_is_a_number_and_a_negative_text_is_text() -> None:
    rows = (
        PrintedRow(
            "item", 2024, (stub("-5", colspan=2), figure("△ 5", "-5"), words("-5"), words(""), words(""))
        ),
    )
    assert ["'-5", "", "-5", "'-5", "", ""] in lines(printed_csv(page(table(rows))))


def test_quotes_commas_and_line_breaks_in_text_survive() -> None:
    text = '「あ」,"い"\nう'
    rows = (PrintedRow("item", 2024, (stub("x", colspan=2), words(text), words(""), words(""), words(""))),)
    assert ["x", "", text, "", "", ""] in lines(printed_csv(page(table(rows))))


def test_a_zip_bears_the_time_of_the_build_in_japan() -> None:
    files = [("目次.csv", b"a"), ("4-(1).csv", b"b" * 1000)]
    built_at = datetime(2026, 3, 31, 20, 30, 10, tzinfo=UTC)
    content = zip_bytes(files, built_at)
    assert content == zip_bytes(files, built_at)
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert [(i.filename, i.date_time) for i in archive.infolist()] == [
            ("目次.csv", (2026, 4, 1, 5, 30, 10)),
            ("4-(1).csv", (2026, 4, 1, 5, 30, 10)),
        ]
