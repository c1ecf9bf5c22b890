"""Everything that the pages offer is made: each file opens and says what the page shows, without a browser."""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from dashboards import downloads, handout
from dashboards.registry import page_entries
from dashboards.takeaways import ChartTakeaway, File, Origin, Takeaway, TextTakeaway
from tests.pages.opening import html_of, menu, opened, table_of

pytestmark = pytest.mark.slow

CITIES = ("nishinomiya", "minato", "kumamoto", "munakata")
OFFERING = (
    "overview", "table", "compare", "libraries", "checks", "plan", "indicators", "between-cities", "surveys",
    "initiatives", "community-centres",
)  # fmt: skip


class Offers:
    """What the last page has offered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.taken: list[Takeaway] = []
        self.names: dict[str, Any] = {}
        self.origin: Origin | None = None
        monkeypatch.setattr(handout, "offer", self._note)

    def open(self, var: Path, path: str, city: str) -> AppTest:
        """A page of a city; what another page has offered before is forgotten."""
        self._monkeypatch.setenv("NENPO_VAR", str(var))
        menu()
        self.taken = []
        is_landing = path == page_entries()[0].path
        return opened(var, self._monkeypatch, None if is_landing else path, municipality=city)

    def _note(self, taken: Sequence[Takeaway], origin: Origin, **names: Any) -> None:
        self.taken, self.origin, self.names = list(taken), origin, names
        downloads.offer(taken, origin, **names)

    def files(self, each: Takeaway) -> dict[str, File]:
        assert self.origin is not None
        return {file.ending: file for file in each.files(self.origin)}

    def pdf(self) -> str:
        assert self.origin is not None
        names = (self.names["title_ja"], self.names["publisher_ja"])
        content = downloads._pdf(self.taken, self.origin, *names)
        return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Offers:
    return Offers(monkeypatch)


def test_every_page_of_every_city_has_its_foot_and_offers_its_figures(
    published_var: Path, offers: Offers
) -> None:
    offering, without = set(), Counter[str]()
    for path in (entry.path for entry in page_entries()):
        for city in CITIES:
            app = offers.open(published_var, path, city)
            assert not app.exception and not app.error, (path, city)
            html = html_of(app)
            assert html.count('<div class="nenpo-foot">') == html.count("の検査：") == 1, (path, city)
            without[city] += bool(app.info)
            if offers.taken:
                offering.add(path)
                # As many tables and charts as the page shows, and what it says it has besides.
                assert len([t for t in offers.taken if isinstance(t, ChartTakeaway)]) == len(
                    app.get("plotly_chart")
                ), (path, city)
                assert offers.names["name"].isascii()
    assert offering >= set(OFFERING)
    # Pages that have nothing to show of a city were among them.
    assert all(without[city] >= 2 for city in CITIES[1:])


@pytest.mark.parametrize("path", OFFERING)
def test_files_and_paper_say_what_the_page_says(path: str, published_var: Path, offers: Offers) -> None:
    for city in CITIES:
        app = offers.open(published_var, path, city)
        text = offers.pdf() if offers.taken else ""
        assert downloads.NO_PDF_JA not in text
        for each in offers.taken:
            files = offers.files(each)
            if isinstance(each, ChartTakeaway):
                _is_picture(files)
            elif isinstance(each, TextTakeaway):
                # A name that leads somewhere is a link.
                shown = [[re.sub("<[^>]*>", "", t) for t in row] for row in table_of(app, each.title_ja)]
                assert len(shown) == len(each.table.rows)
                assert ["".join("".join(row).split()) in text for row in shown] == [True] * len(shown)
                _is_table(files, each)
            else:
                assert all(file.make() for file in files.values())


def _is_picture(files: dict[str, File]) -> None:
    svg, png = files[".svg"].make(), files[".png"].make()
    assert svg.startswith(b"<svg") and b"IPAexGothic" in svg
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert width > 1200 and height > 200


def _is_table(files: dict[str, File], each: TextTakeaway) -> None:
    frame = pl.read_parquet(BytesIO(files[".parquet"].make()))
    assert frame.shape == (len(each.table.rows), len(each.table.heads))
    book = openpyxl.load_workbook(BytesIO(files[".xlsx"].make()))
    assert book.sheetnames == ["データ", "説明"]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    values = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert len(values) == len(frame)
    for ours, theirs in zip(frame.rows(), values, strict=True):
        assert [_plain(v) for v in ours] == [_plain(v) for v in theirs]
    for ending, encoding in (("_excel.csv", "utf-8-sig"), ("_machine.csv", "utf-8"), ("_cp932.csv", "cp932")):
        content = files[ending].make()
        assert content.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
        assert content.count(b"\n") == content.count(b"\r\n") == len(frame) + 1
        content.decode(encoding)
    assert (b"\x81\xac" in files["_cp932.csv"].make()) == bool(each.lost())


def _plain(value: Any) -> Any:
    return None if value in (None, "") else value if isinstance(value, str) else float(value)
