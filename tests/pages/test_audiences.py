"""A manager, a committee member, an analyst and the office, each from beginning to end, in a real browser."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import polars as pl
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.conftest import run_nenpo
from tests.pages.reader import Reader
from tests.pages.serving import served
from tests.pages.stories import expect_figure, use
from warehouse.open import Published

pytestmark = pytest.mark.slow

CODE, SLUG, YEAR_JA = "28204", "nishinomiya", "令和6年度（2024）"
DIVISIONS = ("館", "月", "年齢層", "分類", "一般・児童")
TOTAL = "select sum(value) from fct_cube where municipality_code = '28204' and fiscal_year = 2024 and quantity = 'loans'"


@pytest.fixture(scope="module")
def sample_address(small_var: Path) -> Iterator[str]:
    """Where the pages of the small sample year are served."""
    with served(small_var) as found:
        yield found


@pytest.fixture
def worker(new_reader: Callable[..., Reader], sample_address: str) -> Reader:
    """Somebody in front of the small sample year."""
    return new_reader(sample_address)


def loans(var: Path, fiscal_year: int, basis: str) -> dict[str, int]:
    """Individual loans of a year by the rows of their table, as the command line says."""
    told = run_nenpo(
        "cells", "--municipality", CODE, "--table-no", "4-(1)", "--fiscal-year", f"{fiscal_year}", "--basis", basis, var=var
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    found = csv.DictReader(io.StringIO(told.stdout))
    return {c["row_path"]: int(c["value"]) for c in found if c["column_path"] == "貸出冊数/合計"}


def number_of(small: Published, sql: str) -> int:
    [(value,)] = small.rows(sql)
    return int(value)


def table(reader: Reader, title_ja: str) -> list[list[str]]:
    """A table of the page as texts, its heads first."""
    region = reader.page.get_by_role("region", name=title_ja, exact=True)
    expect(region).to_be_visible()
    return [row.locator("th, td").all_inner_texts() for row in region.locator("tr").all()]


def figures(reader: Reader, title_ja: str) -> dict[str, int]:
    """The first column of figures of a table."""
    _, *rows = table(reader, title_ja)
    return {row[0]: int(row[1].replace(",", "")) for row in rows}


def text_of(paper: Path) -> str:
    """The words of a PDF without spaces; a browser writes some characters as the radicals that look like them."""
    words = "".join(page.extract_text() for page in PdfReader(paper).pages)
    return unicodedata.normalize("NFKC", "".join(words.split()))


def test_a_manager_sees_what_moved_and_goes_down_to_its_parts(
    worker: Reader, small_var: Path, small: Published
) -> None:
    now, before = loans(small_var, 2024, "computed"), loans(small_var, 2023, "published")
    worker.open("", municipality=SLUG)
    expect_figure(worker, f"{now['合計']:,}")
    changes = {row: now.get(row, 0) - before[row] for row in before if row != "合計"}
    largest = sorted(changes.values(), key=abs, reverse=True)[:3]
    assert all(change < 0 for change in largest)
    moved = worker.page.locator(".nenpo-moved li", has_text="個人貸出数").inner_text()
    assert re.findall(r"△ ([\d,]+)（", moved) == [f"{-change:,}" for change in largest]

    worker.follow("貸出")
    assert worker.parameters()["municipality"] == SLUG
    total = number_of(small, TOTAL)
    for division in DIVISIONS:
        assert sum(figures(worker, f"貸出　{division}別　{YEAR_JA}").values()) == total, division
    days = figures(worker, f"窓口で渡した資料（日ごと）　曜日別　{YEAR_JA}")
    handed_out = "from fct_daily where municipality_code = '28204' and quantity = 'handed_out'"
    assert sum(days.values()) == number_of(small, f"select sum(value) {handed_out}")

    literature = figures(worker, f"貸出　分類別　{YEAR_JA}")["9　文学"]
    for step in ("9　文学", "91　日本文学"):
        worker.page.get_by_role("link", name=step, exact=True).click()
        worker.page.wait_for_url(re.compile(f"ndc={step.split('　')[0]}(&|$)"))
        worker.wait_until_whole()
        parts = figures(worker, f"貸出　{step}　分類別　{YEAR_JA}")
        assert sum(parts.values()) == literature
        literature = parts.get("91　日本文学", 0)
    assert any(name.startswith("913") for name in parts)

    use(worker, "館", "北口図書館")
    by_month = figures(worker, f"貸出　北口図書館　月別　{YEAR_JA}")
    assert sum(by_month.values()) == number_of(small, f"{TOTAL} and library_code = '04'")
    assert worker.faults() == [] and worker.foreign_requests == []


def test_a_committee_member_reads_prints_and_takes_the_pack(
    reader: Reader, published_var: Path, tmp_path: Path
) -> None:
    now, before = loans(published_var, 2024, "published"), loans(published_var, 2023, "published")
    reader.open("reading", municipality=SLUG)
    reader.page.get_by_role("link", name=YEAR_JA).click()
    reader.page.wait_for_selector(".nenpo-read")
    reader.wait_until_whole()
    article = reader.page.locator(
        "article", has=reader.page.get_by_role("heading", name="個人貸出数", exact=True)
    )
    said = article.first.inner_text()
    for words in (
        f"{now['合計']:,}",
        f"前年度 {before['合計']:,}",
        f"△ {before['合計'] - now['合計']:,}",
        "定義：",
    ):
        assert words in said
    # Nothing to set: what is read is what is printed.
    assert reader.page.locator('[data-testid="stSelectbox"], [data-testid="stRadio"]').count() == 0

    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name="委員会資料", exact=False).click()
    pack = tmp_path / started.value.suggested_filename
    started.value.save_as(pack)
    printed = tmp_path / "reading.pdf"
    reader.page.pdf(path=printed, prefer_css_page_size=True)
    for paper in (pack, printed):
        text = text_of(paper)
        assert f"{now['合計']:,}" in text and "個人貸出数" in text
    assert reader.faults() == [] and reader.foreign_requests == []


def test_an_analyst_sends_a_link_asks_in_sql_and_takes_the_answer(
    worker: Reader, new_reader: Callable[..., Reader], small: Published, tmp_path: Path
) -> None:
    worker.open("explore", municipality=SLUG, measure="loans")
    use(worker, "行", "館")
    use(worker, "列", "一般・児童")
    worker.page.get_by_test_id("stExpander").locator("summary", has_text="絞り込み").click()
    use(worker, "月", "8月")
    # The table is the last thing that the page draws anew.
    where = "month(month_date) = 8"
    expect_figure(worker, f"{number_of(small, f'{TOTAL} and {where}'):,}")
    shown = worker.page.locator(".nenpo-parts table").inner_text()

    other = new_reader(worker.address, locale="en-US")
    other.open("explore", **dict(parse_qsl(urlsplit(worker.page.url).query)))
    assert other.page.locator(".nenpo-parts table").inner_text() == shown
    assert other.faults() == []

    sql = (
        "select d.name_ja, sum(c.value) as 貸出 from fct_cube as c join dim_library as d using (municipality_code, library_code)"
        f" where c.quantity = 'loans' and month(c.month_date) = 8 and d.valid_to is null and municipality_code = '{CODE}'"
        " group by all order by 1"
    )
    other.page.goto(f"{other.address}/sql?municipality={SLUG}")
    other.wait_until_whole()
    use(other, "SQL(SELECT文)", sql)
    use(other, "実行", "press")
    _, *answered = table(other, "SQLの結果")
    totals = {cells[0]: cells[-1] for cells in (line.split("\t") for line in shown.splitlines())}
    assert len(answered) > 5
    assert dict(answered) == {name: totals[name] for name, _ in answered}
    other.page.get_by_text("ダウンロード", exact=True).click()
    with other.page.expect_download() as started:
        other.page.get_by_role("button", name="Parquet", exact=True).click()
    started.value.save_as(tmp_path / "loans.parquet")
    taken = pl.read_parquet(tmp_path / "loans.parquet")
    assert [[name, f"{value:,.0f}"] for name, value in taken.rows()] == answered
    assert other.foreign_requests == []


def test_the_office_takes_a_table_and_its_chart_in_every_format(
    worker: Reader, small: Published, tmp_path: Path
) -> None:
    worker.open("loans", municipality=SLUG)
    title = f"貸出　館別　{YEAR_JA}"
    shown = figures(worker, title)
    rows = small.rows(f"{TOTAL} group by library_code order by library_code")
    assert sorted(shown.values()) == sorted(int(value) for (value,) in rows)

    place = "2　" + title
    files = {
        button: worker.take(place if button == "Excel" else None, button, tmp_path)
        for button in ("Excel", "CSV（Excel用）", "CSV（機械判読用）", "CSV（CP932）", "Parquet")
    }
    # Who finds such a file again sees that it is a sample.
    assert all("_sample_" in path.name for path in files.values())
    taken = pl.read_parquet(files.pop("Parquet")).rows()
    assert {row[0]: int(row[1]) for row in taken} == shown
    book = openpyxl.load_workbook(files.pop("Excel")).worksheets[0]
    assert {row[0].value: int(row[1].value) for row in book.iter_rows(min_row=2)} == shown
    for (button, path), encoding in zip(files.items(), ("utf-8-sig", "utf-8", "cp932"), strict=True):
        _, *lines = csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline=""))
        assert {line[0]: int(Decimal(line[1].replace(",", ""))) for line in lines} == shown, button

    drawn = worker.take("1　" + title, "SVG", tmp_path).read_text(encoding="utf-8")
    assert all(f">{name}<" in drawn for name in shown) and "見本データによる数値を含む。" in drawn
    assert worker.take(None, "PNG", tmp_path).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    paper = worker.take(None, "このページのPDF", tmp_path)
    text = text_of(paper)
    assert all(f"{value:,}" in text for value in shown.values()) and "見本" in text
    assert worker.faults() == [] and worker.foreign_requests == []
