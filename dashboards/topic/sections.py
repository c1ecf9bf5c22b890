"""The parts of a topic's page, each a picture with its numbers beside it."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboards import url_state
from dashboards.cube.members import Member
from dashboards.cube.query import WITHHELD_JA
from dashboards.cube.request import Filter
from dashboards.format import change, number, plain, unbroken
from dashboards.handout import Handout
from dashboards.places import fiscal_year_names
from dashboards.topic import charts
from dashboards.topic.figures import (
    PER_DAY_DECIMALS,
    Division,
    Line,
    divided,
    largest_changes,
    printed_by_library,
)
from dashboards.topic.marks import month_changes, month_marks, month_notes
from dashboards.topic.state import AGE, ALL, LEVELS_JA, State

MARK = "＊"
HEADS_JA = {
    "library": "館",
    "month": "月",
    "weekday": "曜日",
    "age": "年齢層",
    "ndc": "分類",
    "audience": "一般・児童",
    "member": "項目",
}
ROWS_SHOWN = 120


def what_moved(state: State, by_library: Division | None, by_class: Division | None) -> None:
    """The words whose figures changed most since the year before; without deliveries of it, what was printed of it."""
    if state.month is ALL and not state.library_code and not (by_library and by_library.has_before):
        by_library = printed_by_library(state)
    found = [
        (label, division, largest_changes(division))
        for label, division in (("館", by_library), ("分類", by_class))
        if division
    ]
    told = [
        f"<li>{label}（{escape(division.told_ja)}）：{'、'.join(_moved(line, division) for line in lines)}</li>"
        for label, division, lines in found
        if lines
    ]
    if not told:
        before = "前年同月の納品データ" if state.month is not ALL else "前年度の数値"
        st.caption(f"{before}がないため、何が動いたかはまだ示せません。")
        return
    against = "前年同月" if state.month is not ALL else "前年度"
    st.html(
        f'<div class="nenpo-moved"><strong>{against}から大きく動いたところ</strong><ul>{"".join(told)}</ul></div>'
    )


def division_of(state: State, key: str) -> Division | None:
    """The figures of a division of the page; None where the quantity is not recorded that way."""
    if key == "library" and not state.is_delivered:
        return printed_by_library(state)
    measure, dimension = state.measure, state.dimensions.get(key)
    if key == "weekday":
        measure = state.counted.get(state.part.daily or "")
        dimension = state.weekday
    elif key == AGE:
        dimension = state.age
    elif key == "ndc":
        dimension = state.level
    if measure is None or dimension is None or not state.is_delivered:
        return None
    filters = state.filters(key) if key in ("library", "month") else state.filters()
    return divided(state, measure, dimension, (*filters, *_class_filter(state, key)))


def show_division(state: State, key: str, division: Division, handout: Handout) -> None:
    """Header, choices of its own, picture, table."""
    st.subheader(f"{HEADS_JA[key]}別")
    _choices(state, key)
    if key == "weekday" and state.measure and division.name_ja != state.measure.name_ja:
        st.caption(plain(f"曜日別は「{division.name_ja}」です。"))
    if not any(line.now is not None or line.is_withheld for line in division.lines):
        st.caption("この条件に当てはまる数値はありません。")
        return
    names = fiscal_year_names()
    year_ja, before_ja = names[state.year], names[state.year - 1]
    title = "　".join((division.name_ja, *_words(state, key), f"{HEADS_JA[key]}別", year_ja))
    found = month_changes(state) if key == "month" else []
    said = month_notes(found)
    left, right = st.columns([4, 5] if key == "ndc" else [6, 5])
    with left:
        if key == "month":
            figure = charts.months(division, year_ja, before_ja, month_marks(state, found))
        else:
            figure = charts.bars(division, year_ja, before_ja)
        alt = f"{division.name_ja}を{HEADS_JA[key]}で分けた図。数値は表にあります。" + "".join(said)
        handout.chart(figure, title, key=f"chart_{key}", alt=alt, unit_ja=division.unit_ja)
        for note in said:
            st.caption(plain(note))
        if key != "month" and len(charts.drawn_lines(division)) < len(division.lines):
            st.caption(f"図は数値の大きい{charts.ROWS_DRAWN}行だけを示しています。")
    with right:
        heads, rows = table(division, HEADS_JA[key], year_ja, before_ja)
        handout.table(title, heads, rows, links=_links(state, key, division), rows_shown=ROWS_SHOWN)
        if len(rows) > ROWS_SHOWN:
            st.caption(f"表は初めの{ROWS_SHOWN}行です。すべての数値はダウンロードできます。")
        if division.has_withheld:
            st.caption(f"{MARK}の欄は{WITHHELD_JA}。")


def _words(state: State, key: str) -> list[str]:
    """What the figures of a division are limited to; it is not limited by what it divides."""
    chosen = {"library": state.place, "month": state.month, "ndc": state.ndc if key == "ndc" else ALL}
    return [
        word.name_ja for name, word in chosen.items() if word is not ALL and (name != key or key == "ndc")
    ]


def table(
    division: Division, head_ja: str, year_ja: str, before_ja: str
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and rows: this year, and where there are any last year, the change, and for each day open."""
    heads = [head_ja, f"{year_ja}（{division.unit_ja}）"]
    heads += [before_ja, "増減"] if division.has_before else []
    heads += ["開館1日1館あたり"] if division.has_per_day else []
    return tuple(heads), [_row(line, division) for line in division.lines]


def _row(line: Line, division: Division) -> tuple[str, ...]:
    cells = [line.name_ja, MARK if line.is_withheld else number(line.now, division.decimals)]
    if division.has_before:
        cells += [number(line.before, division.decimals), _change(line, division)]
    if division.has_per_day:
        cells.append(number(line.per_day, PER_DAY_DECIMALS))
    return tuple(cells)


def _change(line: Line, division: Division) -> str:
    if line.now is None or line.before is None:
        return "―"
    return change(line.now, line.before, division.decimals)


def _moved(line: Line, division: Division) -> str:
    return unbroken(f"{line.name_ja} {_change(line, division)}")


def _class_filter(state: State, key: str) -> tuple[Filter, ...]:
    if key != "ndc" or state.ndc is ALL:
        return ()
    return ((state.dimensions[f"ndc{len(state.ndc.key)}"], state.ndc.key),)


def _choices(state: State, key: str) -> None:
    if key == AGE and state.age and len(state.ages) > 1:
        with st.columns([3, 7])[0]:
            url_state.select("age", "年齢の区分", state.ages, state.age, lambda d: d.key, lambda d: d.name_ja)
    if key != "ndc" or not state.level:
        return
    if state.ndc is not ALL:
        st.html(_way_back(state))
    if len(state.levels) > 1:
        url_state.select(
            "level",
            "分類の細かさ",
            state.levels,
            state.level,
            lambda d: d.key,
            lambda d: LEVELS_JA[d.key],
            all_in_sight=True,
        )


def _way_back(state: State) -> str:
    """The classes above the shown ones, each a link."""
    above: Sequence[Member] = [
        word for word in state.classes if word is not ALL and state.ndc.key.startswith(word.key)
    ]
    stations = [
        f'<a href="{escape(_href(state, ndc=word.key))}" target="_self">{escape(word.name_ja)}</a>'
        for word in (ALL, *above)
    ]
    return f'<nav class="nenpo-links" aria-label="分類の道筋">{" › ".join(stations)}</nav>'


def _links(state: State, key: str, division: Division) -> dict[str, str]:
    """From a class to what is finer."""
    if key != "ndc" or not state.level or state.level.key == "ndc3":
        return {}
    known = {word.key for word in state.classes}
    return {line.name_ja: _href(state, ndc=line.key) for line in division.lines if line.key in known}


def _href(state: State, **changes: str) -> str:
    return f"{state.topic.topic_id}?{urlencode(state.address(**changes))}"
