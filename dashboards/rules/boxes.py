"""One box for each kind of field; what is put in goes into the address, and the page reads it from there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import streamlit as st

from dashboards.rules.values import FIRST_DAY, LARGEST, LAST_DAY, LONGEST_TEXT, bounds, text_of
from dashboards.url_state import CHOSEN_ON_PAGE
from lending_rules.contract import Field
from lending_rules.labels import labels
from lending_rules.rulebook import Rulebook

WIDTH = 232
NARROW = 132
NOT_TOLD = ""
NOT_TOLD_JA = "示さない"
YES_NO = {NOT_TOLD: NOT_TOLD_JA, "true": "はい", "false": "いいえ"}


@dataclass(frozen=True)
class Box:
    """A field on the page. `parameter`: its name in the address; `needed`: the question has no answer without it."""

    field: Field
    parameter: str
    name_ja: str
    needed: bool
    value: Any
    book: Rulebook

    @property
    def label_ja(self) -> str:
        return labelled(self.name_ja, self.needed)

    @property
    def key(self) -> str:
        return f"choice_{self.parameter}"

    def key_of(self, member: str) -> str:
        return f"{self.key}_{member}"

    def tell(self, value: Any) -> None:
        """Put a value into the address; None takes it away."""
        st.session_state[CHOSEN_ON_PAGE] = True
        if value is None:
            st.query_params.pop(self.parameter, None)
        else:
            st.query_params[self.parameter] = text_of(self.field, value)

    def tell_what(self, read: Callable[[], Any]) -> Callable[[], None]:
        return lambda: self.tell(read())


def labelled(name_ja: str, needed: bool) -> str:
    return f"{name_ja}（必須）" if needed else name_ja


def held(key: str) -> Any:
    """What a box holds."""
    return st.session_state.get(key)


def day_box(label: str, key: str, value: str | None, change: Callable[[], None]) -> None:
    st.session_state[key] = date.fromisoformat(value) if value else None
    st.date_input(
        label,
        key=key,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        width=WIDTH,
        on_change=change,
    )


def day_of(key: str) -> str | None:
    value = held(key)
    return value.isoformat() if isinstance(value, date) else None


def word_box(label: str, key: str, words: list[str], value: Any, change: Callable[[], None]) -> None:
    st.session_state[key] = NOT_TOLD if value is None else str(value)
    st.selectbox(
        label,
        [NOT_TOLD, *words],
        key=key,
        format_func=lambda word: word or NOT_TOLD_JA,
        filter_mode=None,
        width=WIDTH,
        on_change=change,
    )


def words_text_box(
    label: str, key: str, value: str | None, change: Callable[[], None], help_ja: str = ""
) -> None:
    st.session_state[key] = value or ""
    st.text_input(label, key=key, max_chars=LONGEST_TEXT, placeholder=help_ja, width=WIDTH, on_change=change)


def number_box(label: str, key: str, field: Field | None, value: Any, change: Callable[[], None]) -> None:
    """A whole number, or one with a part behind the point for a field of kind `number`."""
    low, high = (0, LARGEST) if field is None else bounds(field)
    kind: Callable[[float], Any] = float if field is not None and field.kind == "number" else int
    st.session_state[key] = None if value is None else kind(value)
    st.number_input(
        label,
        key=key,
        min_value=kind(low),
        max_value=kind(high),
        step=kind(1),
        placeholder="―",
        width=NARROW if field is None else WIDTH,
        on_change=change,
    )


def draw(box: Box) -> None:
    """The box of a plain field."""
    _PLAIN[box.field.kind](box)


def _day(box: Box) -> None:
    day_box(box.label_ja, box.key, box.value, box.tell_what(lambda: day_of(box.key)))


def _moment(box: Box) -> None:
    """A day and a time; a day without a time counts from its first minute."""
    moment = datetime.fromisoformat(box.value) if box.value else None
    clock = box.key_of("time")

    def read() -> str | None:
        day, at = day_of(box.key), held(clock)
        return None if day is None else f"{day}T{at or time(0):%H:%M}"

    day_box(
        f"{box.label_ja}の日", box.key, moment.date().isoformat() if moment else None, box.tell_what(read)
    )
    st.session_state[clock] = moment.time() if moment else None
    st.time_input(f"{box.label_ja}の時刻", key=clock, width=NARROW, on_change=box.tell_what(read))


def _text(box: Box) -> None:
    hints = {"month": "2025-04", "day_or_month": "2025-04 または 2025-04-01"}
    change = box.tell_what(lambda: held(box.key) or None)
    words_text_box(box.label_ja, box.key, box.value, change, hints.get(box.field.kind, ""))


def _library(box: Box) -> None:
    if not box.book.libraries:
        _text(box)
        return
    name = None if box.value is None else box.book.library_name("".join(str(box.value).split()))
    names = [library.name for library in box.book.libraries]
    word_box(box.label_ja, box.key, names, name, box.tell_what(lambda: held(box.key) or None))


def _word(box: Box) -> None:
    words = [str(word) for word in box.field.words]
    word_box(box.label_ja, box.key, words, box.value, box.tell_what(lambda: held(box.key) or None))


def _flag(box: Box) -> None:
    st.session_state[box.key] = NOT_TOLD if box.value is None else text_of(box.field, box.value)
    read = {"true": True, "false": False}
    st.radio(
        box.label_ja,
        list(YES_NO),
        key=box.key,
        format_func=YES_NO.__getitem__,
        horizontal=True,
        width="content",
        on_change=box.tell_what(lambda: read.get(held(box.key))),
    )


def _number(box: Box) -> None:
    number_box(box.label_ja, box.key, box.field, box.value, box.tell_what(lambda: held(box.key)))


_PLAIN: dict[str, Callable[[Box], None]] = {
    "day": _day, "local_time": _moment, "month": _text, "day_or_month": _text, "text": _text, "library": _library,
    "word": _word, "choice": _word, "flag": _flag, "count": _number, "number": _number,
}  # fmt: skip


def member_ja(name: str) -> str:
    """The name of a member of an object."""
    return labels().members.get(name) or labels().fields.get(name, name)
