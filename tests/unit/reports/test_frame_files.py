"""Frames as files: bytes, encodings, and texts that a spreadsheet must not run."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import polars as pl
import pytest

from reports.frame_files import FrameFormat, frame_file

BUILT = datetime(2026, 1, 2, tzinfo=UTC)
HEADS = ("館", "貸出", "率", "日")
FRAME = pl.DataFrame(
    {
        "library": ["中央館", "=1+1", "@SUM(A1)", "髙橋分室"],
        "loans": [1234, -5, None, 10**16],
        "share": [Decimal("0.10"), Decimal("12.3"), None, Decimal("1E+2")],
        "day": [date(2025, 4, 1), None, date(2025, 4, 3), date(2025, 4, 4)],
    },
    schema_overrides={"share": pl.Decimal(10, 2)},
)


def made(format_: FrameFormat) -> bytes:
    return frame_file(FRAME, HEADS, format_, "貸出", BUILT).content


def test_csv_for_excel_has_its_mark_line_ends_and_order() -> None:
    lines = made("csv").split(b"\r\n")
    assert lines[0] == b"\xef\xbb\xbf" + "館,貸出,率,日".encode()
    assert lines[1].decode() == "中央館,1234,0.10,2025-04-01"
    assert lines[2].decode() == "'=1+1,-5,12.30,"
    assert lines[3].decode() == "'@SUM(A1),,,2025-04-03"
    assert lines[5:] == [b""]


def test_csv_for_machines_keeps_the_names_of_the_columns() -> None:
    lines = made("csv-machine").decode().split("\r\n")
    assert lines[0] == "library,loans,share,day"
    assert lines[4] == "髙橋分室,10000000000000000,100.00,2025-04-04"


def test_the_old_encoding_names_what_it_cannot_carry() -> None:
    frame = pl.DataFrame({"title": ["𠮷野", "髙橋", "café"]})
    file = frame_file(frame, ["書名"], "csv-cp932", "書名", BUILT)
    assert file.content.decode("cp932") == "書名\r\n〓野\r\n髙橋\r\ncaf〓\r\n"
    assert file.lost == (("é", 1), ("𠮷", 1))
    assert frame_file(FRAME, HEADS, "csv-cp932", "", BUILT).lost == ()


def test_a_workbook_holds_numbers_days_and_harmless_text() -> None:
    sheet = openpyxl.load_workbook(BytesIO(made("xlsx"))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(HEADS)
    assert rows[1] == ["中央館", 1234, 0.1, datetime(2025, 4, 1)]
    assert rows[2][:2] == ["=1+1", -5]
    assert sheet["A3"].data_type == "s" and sheet["A4"].data_type == "s"
    # A sheet holds fifteen digits.
    assert rows[4][1] == "10000000000000000"


def test_parquet_gives_the_frame_back() -> None:
    assert pl.read_parquet(BytesIO(made("parquet"))).equals(FRAME)


@pytest.mark.parametrize("format_", ["xlsx", "csv", "csv-machine", "csv-cp932", "parquet"])
def test_an_empty_frame_has_its_heads(format_: FrameFormat) -> None:
    assert frame_file(FRAME.clear(), HEADS, format_, "", BUILT).content
