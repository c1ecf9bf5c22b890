"""Pages run in this process by Streamlit's own harness, and what they show as text."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.registry import ROOM, page_entries

SCRIPTS = {entry.path: entry.script for entry in page_entries()}
_MENU: dict[str, Any] = {}
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def opened(var: Path, monkeypatch: pytest.MonkeyPatch, path: str | None = None, **parameters: str) -> AppTest:
    """The app on its landing page or, through the router, on another page with parameters."""
    monkeypatch.setenv("NENPO_VAR", str(var))
    app = _app()
    if path is not None:
        app._registered_pages = menu()
        app.switch_page(SCRIPTS[path])
    app.query_params.update(parameters)
    return app.run()


def menu() -> dict[str, Any]:
    """The pages as the app makes them known, whatever is published; read off the landing page once, with NENPO_VAR set."""
    if not _MENU:
        _MENU.update(_app().run()._registered_pages)
    return _MENU


def _app() -> AppTest:
    return AppTest.from_file(ROOM / "app.py", default_timeout=60)


def html_of(app: AppTest) -> str:
    """Everything that the page sets as HTML of its own."""
    return "\n".join(element.proto.body for element in app.get("html"))


def words_of(app: AppTest) -> str:
    """Everything that a reader of the page reads, without the style sheet."""
    html = "\n".join(
        part for part in html_of(app).split("\n") if part.startswith("<") and "<style>" not in part
    )
    said = (*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.warning, *app.error)
    return unescape(re.sub(r"<[^>]*>", " ", html)) + "\n".join(element.value for element in said)


def table_of(app: AppTest, title_ja: str) -> list[tuple[str, ...]]:
    """The rows below the heads of a plain table of the page; none where it does not stand there."""
    found = [e.proto.body for e in app.get("html") if f'aria-label="{title_ja}"' in e.proto.body]
    if not found:
        return []
    _, *rows = _ROW.findall(found[0])
    return [tuple(unescape(cell) for cell in _CELL.findall(row)) for row in rows]
