"""What a reader takes away from a table's page."""

import csv
import io
from pathlib import Path

import pytest

from tests.pages.reader import Reader

pytestmark = pytest.mark.slow


def _download(reader: Reader, button: str, folder: Path) -> Path:
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name=button, exact=False).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_the_cells_open_in_excel(reader: Reader, tmp_path: Path) -> None:
    reader.open("table", municipality="nishinomiya", table="4-(1)")
    path = _download(reader, "この表の数値", tmp_path)
    assert path.name == "nishinomiya_2025_t04_1_individual_loans.csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    total = [
        row["value"]
        for row in rows
        if (row["fiscal_year"], row["row_path"], row["column_path"]) == ("2024", "合計", "貸出冊数/合計")
    ]
    assert [float(value) for value in total] == [3_009_606]


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
