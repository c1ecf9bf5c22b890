"""An analyst in front of the SQL page: types, runs, takes away, changes their mind."""

import csv
import io
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from playwright.sync_api import Locator

from tests.conftest import run_nenpo
from tests.pages.reader import Reader
from tests.pages.serving import served

pytestmark = pytest.mark.slow

TOTAL = (
    "select row_path, column_path, value from rpt_yearbook__cells where municipality_code = '28204'"
    " and table_no = '4-(1)' and fiscal_year = 2024 order by 1, 2"
)
ENDLESS = "with recursive t as (select 1 as a union all select a + 1 from t) select count(*) from t"
CHART = '[data-testid="stPlotlyChart"] .main-svg'
REFUSED = (
    "from read_csv('/etc/passwd')",
    "copy dim_word to '/tmp/nenpo-sql-browser.csv'",
    "attach '/tmp/nenpo-sql-browser.db'",
    "install httpfs",
    "set memory_limit = '8GB'",
    "select 1; select 2",
    "select repeat('x', 100000) from range(10000)",
)


def editor(reader: Reader) -> Locator:
    return reader.page.get_by_role("textbox", name="SQL(SELECT文)")


def type_and_run(reader: Reader, sql: str) -> None:
    editor(reader).fill(sql)
    reader.page.get_by_role("button", name="実行", exact=True).click()
    # The page of the query before stands until this one's begins.
    reader.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("sql") == [sql])


def results(reader: Reader) -> list[list[str]]:
    table = reader.page.get_by_role("region", name="SQLの結果")
    table.wait_for(timeout=30_000)
    reader.wait_until_whole()
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tr").all()]


def take(reader: Reader, button: str, folder: Path) -> Path:
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name=button, exact=True).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_the_figures_are_those_of_the_command(reader: Reader, published_var: Path, tmp_path: Path) -> None:
    cells = run_nenpo(
        "cells", "--municipality", "28204", "--table-no", "4-(1)", "--fiscal-year", "2024", var=published_var
    )
    printed = {
        (r["row_path"], r["column_path"]): r["value"] for r in csv.DictReader(io.StringIO(cells.stdout))
    }
    reader.open("sql")
    type_and_run(reader, TOTAL)
    shown = results(reader)[1:]
    assert {(row, column): value.replace(",", "").replace("―", "") for row, column, value in shown} == {
        place: value.removesuffix(".0000") for place, value in printed.items()
    }
    assert reader.faults() == [] and reader.foreign_requests == []
    reader.page.get_by_text("ダウンロード", exact=True).click()
    taken = pl.read_parquet(take(reader, "Parquet", tmp_path))
    assert {(row, column): value for row, column, value in taken.rows()} == {
        place: Decimal(value) if value else None for place, value in printed.items()
    }
    excel_csv = take(reader, "CSV（Excel用）", tmp_path).read_bytes()
    assert excel_csv.startswith("\ufeffrow_path,column_path,value\r\n".encode())
    machine = take(reader, "CSV（機械判読用）", tmp_path).read_bytes()
    assert machine.startswith(b"row_path,column_path,value\r\n") and b"3009606" in machine


def test_keys_run_a_query_and_a_chart_is_in_the_link(
    reader: Reader, new_reader: Callable[..., Reader], address: str
) -> None:
    reader.open("sql")
    editor(reader).fill(
        "select fiscal_year as 年度, count(*) as 欄 from rpt_yearbook__cells group by 1 order by 1"
    )
    editor(reader).press("Control+Enter")
    before = results(reader)
    # A list closes when the page scrolls under it.
    reader.page.get_by_role("combobox", name="図", exact=True).scroll_into_view_if_needed()
    reader.page.wait_for_timeout(500)
    reader.choose("図", "折れ線")
    reader.page.wait_for_selector(CHART)
    assert reader.faults() == []
    other = new_reader(address)
    other.open("sql", **reader.parameters())
    assert other.page.get_by_role("region", name="SQLの結果").count() == 0
    other.page.get_by_role("button", name="実行", exact=True).click()
    assert results(other) == before
    other.page.wait_for_selector(CHART)


def test_an_endless_query_is_cancelled_and_the_reader_goes_on(reader: Reader) -> None:
    reader.open("sql")
    type_and_run(reader, ENDLESS)
    reader.page.get_by_text("実行しています…").wait_for()
    reader.page.get_by_role("button", name="中止", exact=True).click()
    reader.page.wait_for_selector('[data-testid="stAlert"]')
    assert "中止しました" in reader.alert()
    reader.wait_until_whole()
    assert ends(reader)
    type_and_run(reader, "select 41 + 1 as answer")
    assert results(reader) == [["answer"], ["42"]]


def test_a_query_ends_with_the_reader_who_leaves(reader: Reader) -> None:
    reader.open("sql")
    type_and_run(reader, ENDLESS)
    reader.page.get_by_text("実行しています…").wait_for()
    assert at_work(reader)
    reader.page.goto("about:blank")
    assert ends(reader)


def test_the_server_survives_abuse(reader: Reader, new_reader: Callable[..., Reader], address: str) -> None:
    reader.open("sql")
    for sql in REFUSED:
        type_and_run(reader, sql)
        reader.page.wait_for_selector('[data-testid="stAlert"]')
        reader.wait_until_whole()
        type_and_run(reader, "select 'alive' as answer")
        assert results(reader) == [["answer"], ["alive"]]
    type_and_run(reader, "select range as n from range(1000000)")
    assert len(results(reader)) == 1 + 200
    assert not list(Path("/tmp").glob("nenpo-sql-browser*"))
    other = new_reader(address)
    other.open("")
    assert other.faults() == []


def test_a_table_leads_to_what_dbt_says_of_it(
    new_reader: Callable[..., Reader], published_var: Path, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    (var / "dbt_docs").mkdir(parents=True)
    (var / "builds").symlink_to(published_var / "builds")
    with served(var) as address:
        reader = new_reader(address)
        assert reader.page.request.get(f"{address}/dbt-docs/").status == 404
        (var / "dbt_docs" / "index.html").write_text("<title>dbt</title>", encoding="utf-8")
        reader.open("sql", table="fct_daily")
        link = reader.page.get_by_role("link", name="この表の作り方")
        assert link.get_attribute("href") == "/dbt-docs/#!/model/model.nenpo.fct_daily"
        assert reader.page.request.get(f"{address}/dbt-docs/").text() == "<title>dbt</title>"


def ends(reader: Reader) -> bool:
    """Whether the queries of the reader's pages end within five seconds."""
    for _ in range(50):
        if not at_work(reader):
            return True
        time.sleep(0.1)
    return False


def at_work(reader: Reader) -> bool:
    """Whether any query of the pages that the reader is served runs; other tests run queries of their own."""
    port = str(urlsplit(reader.address).port).encode()
    return any(
        b"sandbox_child.py" in command and port in _command(parent).split(b"\0")
        for command, parent in map(_command_and_parent, Path("/proc").glob("[0-9]*"))
    )


def _command_and_parent(process: Path) -> tuple[bytes, Path]:
    """What a process was called with, and where its parent is told of; nothing for one that has just ended."""
    try:
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return b"", process
    return _command(process), process.with_name(parent)


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""
