"""The boxes of the page."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.explore.state import (
    ALL,
    COUNTINGS_JA,
    NO_COLUMNS,
    PICTURES_JA,
    WHERE,
    State,
)
from dashboards.cube.dimensions import Dimension
from dashboards.places import fiscal_year_names

BOXES_A_LINE = 4


def choices(state: State) -> None:
    """What is counted, of when, divided by what; the filters fold away."""
    names = fiscal_year_names()
    measure, first, last = st.columns([4, 3, 3])
    with measure:
        url_state.select(
            "measure", "数値", state.measures, state.measure, lambda m: m.key, lambda m: m.name_ja
        )
    with first:
        years = [year for year in state.years if year <= state.last]
        url_state.select("from", "始めの年度", years, state.first, str, lambda y: names[y])
    with last:
        url_state.select("to", "終わりの年度", state.years, state.last, str, lambda y: names[y])
    rows, columns, picture, counting = st.columns([3, 3, 2, 2])
    with rows:
        url_state.select("rows", "行", state.dimensions, state.rows, lambda d: d.key, lambda d: d.name_ja)
    with columns:
        url_state.select(
            "columns",
            "列",
            state.column_options,
            state.columns,
            lambda d: d.key if d else NO_COLUMNS,
            lambda d: d.name_ja if d else "分けない",
        )
    with picture:
        url_state.select("picture", "図", state.pictures, state.picture, str, lambda p: PICTURES_JA[p])
    if len(state.countings) > 1:
        with counting:
            url_state.select(
                "counting", "数え方", state.countings, state.counting, str, lambda c: COUNTINGS_JA[c]
            )
    _filters(state)


def _filters(state: State) -> None:
    """A box a dimension that the way down has not taken."""
    taken = {dimension for step in state.steps for dimension, _ in step}
    chosen = dict(state.chosen)
    offered = [d for d in state.dimensions if d not in taken and d.key != "fiscal_year"]
    said = "、".join(f"{d.name_ja}は{state.word_ja(d, key)}" for d, key in state.chosen)
    with st.expander(f"絞り込み（{said or 'なし'}）"):
        for start in range(0, len(offered), BOXES_A_LINE):
            line = offered[start : start + BOXES_A_LINE]
            for place, dimension in zip(st.columns(BOXES_A_LINE), line, strict=False):
                with place:
                    _filter(state, dimension, chosen.get(dimension, ALL))


def _filter(state: State, dimension: Dimension, current: str) -> None:
    names = {ALL: "すべて", **{member.key: member.name_ja for member in state.words[dimension.key]}}
    url_state.select(
        f"{WHERE}{dimension.key}", dimension.name_ja, list(names), current, str, lambda key: names[key]
    )
