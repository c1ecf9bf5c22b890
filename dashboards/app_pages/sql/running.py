"""Running one query for one reader, and what the session remembers of it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.sql.data import LIMITS, MAX_CHARACTERS
from dashboards.published import published
from dashboards.url_state import UrlState
from warehouse.errors import UserError
from warehouse.sandbox import QueryResult, SqlMistakeError, run_query

EDITOR = "sql_editor"
# What the session holds besides the widgets.
_WANTED, _OUTCOME, _HISTORY, _IN_EDITOR = "sql_wanted", "sql_outcome", "sql_history", "sql_in_editor"
ENTRIES_KEPT = 20
# Bytes of one query as an address has it: nine for a kana.
LINK_BYTES = 6000
SECONDS_BETWEEN_WORDS = 0.3
# A query may take a processor and half a gigabyte: others of this server wait for their turn.
_TURNS = threading.BoundedSemaphore(2)
CANCELLED_JA = "中止しました。SQLを直して、もう一度実行できます。"


@dataclass(frozen=True)
class Outcome:
    """What became of a query: its rows, or the sentence that says why there are none, with DuckDB's own words."""

    sql: str
    build_id: str
    result: QueryResult | None
    refusal_ja: str = ""
    detail: str = ""


def read_sql(text: str) -> str:
    """SQL from the address.

    Raises:
        ValueError: longer than the editor.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(len(text))
    return text


def fill_editor(url: UrlState) -> None:
    """The address fills the editor, whenever it says something new; it never runs by itself."""
    asked = url.parse("sql", "SQL", read_sql, "")
    if EDITOR not in st.session_state or st.session_state.get(_IN_EDITOR) != asked:
        st.session_state[EDITOR] = asked
        st.session_state[_IN_EDITOR] = asked


def put(sql: str) -> None:
    """Another query into the editor, from a button."""
    _address(sql)
    st.session_state[EDITOR] = sql
    st.session_state.pop(_OUTCOME, None)


def submit() -> None:
    """The editor's query is to run, with its text in the address where that can hold it."""
    st.session_state[_WANTED] = st.session_state[EDITOR]
    st.session_state.pop(_OUTCOME, None)
    _address(st.session_state[EDITOR])


def _address(sql: str) -> None:
    fits = len(sql.encode()) * 3 <= LINK_BYTES
    url_state.put("sql", sql if fits else "")
    st.session_state[_IN_EDITOR] = sql if fits else ""


def cancel(sql: str) -> None:
    """The query that runs is to end; the run of the page that this begins ends it."""
    _remember(Outcome(sql, published().build.build_id, None, CANCELLED_JA))


def outcome() -> Outcome | None:
    """What became of the last query, if it was asked of the build that is shown; runs the one that was submitted."""
    # Taken away first: whoever interrupts this run does not want it again.
    sql = st.session_state.pop(_WANTED, None)
    if sql is not None:
        _run(sql)
    last: Outcome | None = st.session_state.get(_OUTCOME)
    return last if last and last.build_id == published().build.build_id else None


def history() -> list[Outcome]:
    """The queries of this session without their rows, the newest first."""
    return list(st.session_state.get(_HISTORY, ()))


def _run(sql: str) -> None:
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        st.button("中止", key="sql_cancel", on_click=cancel, args=(sql,))
        words = st.empty()
    say = _Words(words.caption)
    asked = published()
    try:
        with _turn(lambda seconds: say(f"ほかのSQLが終わるのを待っています… {seconds:.0f}秒", seconds)):
            result = run_query(
                asked.path, sql, LIMITS, lambda seconds: say(f"実行しています… {seconds:.1f}秒", seconds)
            )
        _remember(Outcome(sql, asked.build.build_id, result))
    except UserError as error:
        detail = error.detail if isinstance(error, SqlMistakeError) else ""
        _remember(Outcome(sql, asked.build.build_id, None, str(error), detail))
    place.empty()


class _Words:
    """Words beside the button, not more often than a reader can follow."""

    def __init__(self, show: Callable[[str], Any]) -> None:
        self._show = show
        self._last = -SECONDS_BETWEEN_WORDS

    def __call__(self, text: str, seconds: float) -> None:
        # Here Streamlit ends the run of a reader who cancels, leaves or asks for something else.
        if abs(seconds - self._last) >= SECONDS_BETWEEN_WORDS:
            self._last = seconds
            self._show(text)


@contextmanager
def _turn(meanwhile: Callable[[float], None]) -> Iterator[None]:
    started = time.monotonic()
    while not _TURNS.acquire(timeout=SECONDS_BETWEEN_WORDS):
        meanwhile(time.monotonic() - started)
    try:
        yield
    finally:
        _TURNS.release()


def _remember(found: Outcome) -> None:
    st.session_state[_OUTCOME] = found
    entry = Outcome(found.sql, found.build_id, None, found.refusal_ja or _rows_ja(found))
    others = [past for past in history() if past.sql != found.sql]
    st.session_state[_HISTORY] = [entry, *others][:ENTRIES_KEPT]


def _rows_ja(found: Outcome) -> str:
    assert found.result is not None
    return f"{found.result.frame.height:,}行"
