"""Boxes for what is more than one value: lists of words, counters by kind, objects and rows of objects."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboards.rules.boxes import (
    NOT_TOLD,
    WIDTH,
    Box,
    day_box,
    day_of,
    held,
    labelled,
    member_ja,
    number_box,
    word_box,
    words_text_box,
)
from dashboards.rules.values import LONGEST_TEXT, MOST_ROWS
from lending_rules.contract import COUNTERS, Field
from lending_rules.labels import labels


def draw_compound(box: Box) -> None:
    """A headed group of boxes."""
    with st.container(border=True, key=f"group_{box.parameter}"):
        st.markdown(f"**{box.label_ja}**")
        _COMPOUND[box.field.kind](box)


def _none_box(box: Box, label_ja: str) -> None:
    """Nothing known is one thing, known to be nothing another."""
    key = box.key_of("none")
    st.session_state[key] = box.value == []
    st.checkbox(label_ja, key=key, on_change=box.tell_what(lambda: [] if held(key) else None))


def _words(box: Box) -> None:
    st.session_state[box.key] = box.value or []
    st.multiselect(
        box.label_ja,
        list(box.field.words),
        key=box.key,
        placeholder="選んでください",
        label_visibility="collapsed",
        on_change=box.tell_what(lambda: held(box.key) or None),
    )
    _none_box(box, "一つもない")


def _texts(box: Box) -> None:
    st.session_state[box.key] = "、".join(box.value or [])

    def read() -> list[str] | None:
        parts = [part.strip() for part in str(held(box.key)).replace(",", "、").split("、")]
        return list(dict.fromkeys(part for part in parts if part)) or None

    st.text_input(
        f"{box.name_ja}（「、」で区切る）",
        key=box.key,
        max_chars=LONGEST_TEXT,
        width=WIDTH * 2,
        on_change=box.tell_what(read),
    )
    _none_box(box, "一つもない")


def _counters(box: Box) -> None:
    def read() -> dict[str, int] | None:
        counts = {name: held(box.key_of(name)) for name in COUNTERS}
        return {name: count for name, count in counts.items() if count is not None} or None

    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for name in COUNTERS:
            told = (box.value or {}).get(name)
            label = f"{box.name_ja}：{labels().counters[name]}"
            number_box(label, box.key_of(name), None, told, box.tell_what(read))


def _object(box: Box) -> None:
    members = box.field.members or {}
    value = box.value or {}

    def read() -> dict[str, Any] | None:
        return _members(members, box.key_of) or None

    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for name, member in members.items():
            label = labelled(f"{box.name_ja}の{member_ja(name)}", name in box.field.required)
            _member(label, member, box.key_of(name), value.get(name), box.tell_what(read))


def _objects(box: Box) -> None:
    members = box.field.members or {}
    # A list that is needed begins with a row to fill in.
    rows: list[dict[str, Any]] = list(box.value or ([{}] if box.needed else []))

    def key_of(row: int, name: str) -> str:
        return box.key_of(f"{row}_{name}")

    def read() -> list[dict[str, Any]]:
        return [_members(members, partial(key_of, row)) for row in range(len(rows))]

    def without(row: int) -> list[dict[str, Any]] | None:
        return [one for n, one in enumerate(rows) if n != row] or None

    for n, row in enumerate(rows):
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            for name, member in members.items():
                label = labelled(f"{n + 1}行目の{member_ja(name)}", name in box.field.required)
                _member(label, member, key_of(n, name), row.get(name), box.tell_what(read))
            if len(rows) > 1 or not box.needed:
                st.button(
                    f"{n + 1}行目を消す", key=key_of(n, "drop"), on_click=box.tell_what(partial(without, n))
                )
    if len(rows) < MOST_ROWS:
        st.button("行を加える", key=box.key_of("add"), on_click=box.tell_what(lambda: [*rows, {}]))
    if not box.field.at_least:
        _none_box(box, "一つもないと分かっている")


def _member(label: str, field: Field, key: str, value: Any, change: Callable[[], None]) -> None:
    if field.kind == "day":
        day_box(label, key, value, change)
    elif field.kind == "word":
        word_box(label, key, list(field.words), value, change)
    elif field.kind == "count":
        number_box(label, key, None, value, change)
    else:
        words_text_box(label, key, value, change)


def _members(members: Mapping[str, Field], key_of: Callable[[str], str]) -> dict[str, Any]:
    """What the boxes of an object hold, without those that hold nothing."""
    told = {
        name: day_of(key_of(name)) if member.kind == "day" else held(key_of(name))
        for name, member in members.items()
    }
    return {name: value for name, value in told.items() if value not in (None, NOT_TOLD)}


_COMPOUND: dict[str, Callable[[Box], None]] = {
    "words": _words, "texts": _texts, "counters": _counters, "object": _object, "objects": _objects,
}  # fmt: skip
