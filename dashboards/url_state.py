"""The address bar is the one place where a page's choices live: read here, checked against what exists, written back.

A value that does not exist falls back to the default and is told in one sentence; it is never shown or used in a query.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from dashboards.shell import UNKNOWN_PAGE_PARAMETER

T = TypeVar("T")
CHOSEN_ON_PAGE = "chosen_on_page"


class UrlState:
    """The parameters that one page knows, in the order in which it asks for them."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._fallen: list[str] = []

    def pick(
        self, name: str, label_ja: str, options: Sequence[T], keys: Callable[[T], tuple[str, ...]], default: T
    ) -> T:
        """The option that the address names by one of its keys, or the default; the first key is written back."""
        asked = st.query_params.get(name)
        matching = [option for option in options if asked in keys(option)]
        if asked is not None and not matching:
            self._fallen.append(label_ja)
        found = matching[0] if matching else default
        self._values[name] = keys(found)[0]
        return found

    def parse(self, name: str, label_ja: str, read: Callable[[str], T], default: T) -> T:
        """The value that the address gives as text, or the default where it cannot be read (ValueError)."""
        asked = st.query_params.get(name)
        if asked is None:
            return default
        try:
            value = read(asked)
        except ValueError:
            self._fallen.append(label_ja)
            return default
        self._values[name] = asked
        return value

    def keep(self, name: str, value: str) -> None:
        """Write a value that nobody has chosen, such as today's date, so that the address stays true tomorrow."""
        self._values[name] = value

    def finish(self) -> None:
        """Write what is shown into the address, and say in one sentence what was not found."""
        asked = st.query_params.to_dict()
        if UNKNOWN_PAGE_PARAMETER in asked:
            self._fallen.append("ページ")
        if set(asked) - set(self._values) - {UNKNOWN_PAGE_PARAMETER} and not self._fallen:
            self._fallen.append("項目")
        if asked != self._values:
            # At once: each write is a step of the browser's back button.
            st.query_params.from_dict(self._values)
        # Who changes one choice on the page knows that another may not go with it.
        chosen_on_page = st.session_state.pop(CHOSEN_ON_PAGE, False)
        if self._fallen and not chosen_on_page:
            places = "・".join(self._fallen)
            st.info(f"アドレスで指定された{places}が見つからないため、標準の内容を表示しています。")


def select(
    name: str,
    label_ja: str,
    options: Sequence[T],
    current: T,
    key: Callable[[T], str],
    label: Callable[[T], str],
    *,
    all_in_sight: bool = False,
) -> None:
    """A select box that writes its choice into the address; the page reads it from there.

    `all_in_sight`: few choices, side by side instead of in a box.
    """
    widget = f"choice_{name}"
    labels = {key(option): label(option) for option in options}
    # Set before the widget is made: a link or a typed address moves the box, not the other way round.
    st.session_state[widget] = key(current)
    box = partial(st.radio, horizontal=True) if all_in_sight else partial(st.selectbox, filter_mode=None)
    box(
        label_ja,
        list(labels),
        key=widget,
        format_func=lambda value: labels.get(value, value),
        on_change=_write,
        args=(name, widget),
    )


def text_box(name: str, label_ja: str, current: str) -> None:
    """A text box that writes what is typed into the address."""
    widget = f"choice_{name}"
    st.session_state[widget] = current
    st.text_input(label_ja, key=widget, on_change=_write, args=(name, widget), max_chars=40)


def put(name: str, value: str) -> None:
    """Write a value that the reader has chosen on the page by other means than a box."""
    st.query_params[name] = value
    st.session_state[CHOSEN_ON_PAGE] = True


def _write(name: str, widget: str) -> None:
    put(name, st.session_state[widget])
