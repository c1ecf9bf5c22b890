"""Every page leads from its figures to what dbt says of the tables that they are read from, where that was written."""

import re
from pathlib import Path
from typing import Any

import pytest

from dashboards.registry import PageEntry, page_entries
from tests.pages.opening import html_of, opened
from tests.pages.test_app import fresh_caches
from warehouse.open import Published

__all__ = ["fresh_caches"]
pytestmark = pytest.mark.slow

FIRST, *_ = page_entries()
_LINK = re.compile(r'<a href="/dbt-docs/#!/model/model\.nenpo\.(\w+)" target="_blank">([^<]*)</a>')
_FOOT = re.compile(r'<div class="nenpo-foot">.*', re.DOTALL)


@pytest.fixture
def documented(small_var: Path, tmp_path: Path) -> Path:
    """The small sample year with dbt's page."""
    (tmp_path / "builds").symlink_to(small_var / "builds")
    (tmp_path / "dbt_docs").mkdir()
    (tmp_path / "dbt_docs" / "index.html").write_text("<title>dbt</title>", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("entry", page_entries(), ids=lambda entry: entry.path)
def test_the_foot_leads_to_the_tables_that_were_read(
    documented: Path, monkeypatch: pytest.MonkeyPatch, entry: PageEntry
) -> None:
    asked: list[str] = []
    for name in ("rows", "frame"):
        monkeypatch.setattr(Published, name, _noting(getattr(Published, name), asked))
    year = {"fiscal_year": "2024"} if entry.path == "reading" else {}
    path = None if entry is FIRST else entry.path
    app = opened(documented, monkeypatch, path, municipality="nishinomiya", **year)
    assert not app.exception and not app.error
    (foot,) = _FOOT.findall(html_of(app))
    links = _LINK.findall(foot)
    assert tuple(table for table, _ in links) == entry.models
    assert all(name.endswith(f"({table})") and len(name) > len(table) + 2 for table, name in links)
    assert set(entry.models) <= set(re.findall(r"\w+", " ".join(asked)))


@pytest.mark.parametrize(
    ("figures", "table"), [("computed", "rpt_yearbook__shown"), ("published", "rpt_yearbook__cells")]
)
def test_a_printed_table_leads_to_its_own(
    documented: Path, monkeypatch: pytest.MonkeyPatch, figures: str, table: str
) -> None:
    app = opened(documented, monkeypatch, "table", table="4-(1)", fiscal_year="2024", figures=figures)
    (printed,) = re.findall(r'<figure class="nenpo-table">.*?</figure>', html_of(app), re.DOTALL)
    assert [found for found, _ in _LINK.findall(printed)] == [table]


def test_without_documents_no_page_speaks_of_them(small_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (None, "table", "explore", "sql"):
        assert "dbt" not in html_of(opened(small_var, monkeypatch, path)).replace(".nenpo-", "")


def _noting(original: Any, asked: list[str]) -> Any:
    def noting(self: Published, sql: str, *parameters: Any) -> Any:
        asked.append(sql)
        return original(self, sql, *parameters)

    return noting
