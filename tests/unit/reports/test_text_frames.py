"""Tables of texts as frames and files: figures become numbers, and nothing becomes a formula."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import polars as pl

from reports.frame_files import frame_file
from reports.text_frames import text_frame
from warehouse.text_table import Kind, TextTable

BUILT = datetime(2026, 1, 2, tzinfo=UTC)
HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "\t=1+1", "007", "(481,158)", "7-12")


def table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> TextTable:
    kinds: tuple[Kind, ...] = ("label",) * len(heads)
    return TextTable("表", heads, kinds, rows)


def test_columns_of_figures_are_numbers_and_others_stay_text() -> None:
    frame = text_frame(
        table(
            ("館", "貸出", "率", "番号", "割合", ""),
            ("中央館", "1,234", "△ 0.5", "007", "12.3%", ""),
            ("分室", "―", "10.25", "12", "1%", ""),
        )
    )
    assert frame.columns == ["館", "貸出", "率", "番号", "割合", "列6"]
    assert frame["貸出"].to_list() == [1234, None]
    assert frame["率"].to_list() == [Decimal("-0.50"), Decimal("10.25")]
    assert frame["番号"].to_list() == ["007", "12"]
    assert frame["割合"].to_list() == ["12.3%", "1%"]


def test_heads_that_recur_are_told_apart_and_an_empty_table_has_heads() -> None:
    assert text_frame(table(("版", "数値", "版", "数値"))).columns == ["版", "数値", "版（2）", "数値（2）"]


def test_a_date_or_a_span_is_no_figure() -> None:
    frame = text_frame(table(("日", "欄"), ("2024-04-01", "1,23"), ("4/13", "1 234")))
    assert frame.dtypes == [pl.String, pl.String]


def test_no_format_runs_a_hostile_text() -> None:
    hostile = table(("文", "=HYPERLINK(1)"), *((text, text) for text in HOSTILE))
    frame = text_frame(hostile)
    book = openpyxl.load_workbook(
        BytesIO(frame_file(frame, frame.columns, "xlsx", "=1+1", BUILT, ("=2+2",)).content)
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in book["データ"]["A"]][1:] == list(HOSTILE)
    assert [cell.value for cell in book["説明"]["A"]] == ["=1+1", "=2+2"]
    for format_ in ("csv", "csv-cp932"):
        content = frame_file(frame, frame.columns, format_, "", BUILT).content
        lines = content.decode("utf-8-sig" if format_ == "csv" else "cp932").split("\r\n")
        assert all(line.lstrip('"').startswith("'") for line in lines[1:-1])
        assert lines[0] == "文,'=HYPERLINK(1)"
