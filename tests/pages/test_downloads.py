"""What a reader takes away from a page, in a real browser."""

import csv
import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from pypdf import PdfReader

from tests.pages.reader import Reader
from warehouse.open import open_published

pytestmark = pytest.mark.slow

TOTAL = ("2024", "合計", "貸出冊数/合計")


def test_a_table_is_had_in_every_format_and_on_paper(
    reader: Reader, published_var: Path, tmp_path: Path
) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    build_id = open_published(published_var).build.build_id
    begun = f"nishinomiya_2025_t04_1_individual_loans_2024_01_{build_id}"
    book = reader.take(None, "Excel", tmp_path)
    assert book.name == f"{begun}.xlsx"
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert 3_009_606 in [cell.value for row in sheet.iter_rows() for cell in row]
    for_excel = reader.take(None, "CSV（Excel用）", tmp_path)
    assert for_excel.name == f"{begun}_excel.csv"
    content = for_excel.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == content.count(b"\n")
    assert "3,009,606" in reader.take(None, "CSV（CP932）", tmp_path).read_bytes().decode("cp932")
    figures = pl.read_parquet(reader.take(None, "Parquet", tmp_path))
    assert 3_009_606 in figures["数値"].to_list()
    paper = reader.take(None, "このページのPDF", tmp_path)
    assert "3,009,606" in "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert reader.faults() == [] and reader.foreign_requests == []


def test_every_cell_of_a_table_comes_for_machines(reader: Reader, tmp_path: Path) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    path = reader.take("この表のすべての欄（全年度）", "CSV（機械判読用）", tmp_path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    total = [r["value"] for r in rows if (r["fiscal_year"], r["row_path"], r["column_path"]) == TOTAL]
    assert [float(value) for value in total] == [3_009_606]


def test_a_chart_is_had_as_a_picture(reader: Reader, tmp_path: Path) -> None:
    reader.open("overview", municipality="nishinomiya")
    png = reader.take("個人貸出数の推移", "PNG", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert ">3,009,606<" in reader.take(None, "SVG", tmp_path).read_text(encoding="utf-8")


def test_the_yearbook_that_the_build_wrote_is_served(
    reader: Reader, published_var: Path, tmp_path: Path
) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    path = _download(reader, "年報（PDF）", tmp_path)
    assert path.read_bytes() == (published_var / "exports" / "28204" / "yearbook-2024.pdf").read_bytes()


def test_the_pack_that_the_build_wrote_is_served(reader: Reader, published_var: Path, tmp_path: Path) -> None:
    reader.open("overview", municipality="kumamoto")
    path = _download(reader, "委員会資料", tmp_path)
    assert path.name == "committee-2024.pdf"
    assert path.read_bytes() == (published_var / "exports" / "43100" / path.name).read_bytes()


def _download(reader: Reader, button: str, folder: Path) -> Path:
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name=button, exact=False).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path
