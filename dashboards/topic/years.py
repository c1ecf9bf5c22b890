"""The series of years of a topic's quantity as the yearbook shows it."""

import streamlit as st

from dashboards.chart_marks import add_marks
from dashboards.format import number, plain
from dashboards.handout import Handout
from dashboards.places import fiscal_year_names, fiscal_year_short_names
from dashboards.topic.marks import year_changes, year_marks, year_notes
from dashboards.topic.state import State
from dashboards.year_bars import year_bars


def show_years(state: State, handout: Handout) -> None:
    """Bars over the years, their numbers, and the changes that explain them; nothing where there is one year."""
    shown = (state.libraries if state.library_code else state.system).get(state.part.key)
    figures = [f for f in shown.figures if f.library_code == state.library_code] if shown else []
    if shown is None or len(figures) < 2:
        return
    names, short = fiscal_year_names(), fiscal_year_short_names()
    title = f"{shown.name_ja}　年度の推移"
    st.header("年度の推移")
    years = {f.fiscal_year: short[f.fiscal_year] for f in figures}
    found = year_changes(state, years)
    said = year_notes(found)
    left, right = st.columns([6, 5])
    with left:
        texts = [number(f.value, shown.decimals) for f in figures]
        chart = year_bars(
            list(years.values()),
            [float(f.value) for f in figures],
            texts,
            short[state.year],
        )
        # Room for the numbers above the figures that stand on the bars.
        chart.update_yaxes(range=[0, 1.3 * max(float(f.value) for f in figures)])
        add_marks(chart, list(years.values()), year_marks(found, years))
        alt = f"{title}の棒グラフ。数値は表にあります。" + "".join(said)
        handout.chart(chart, title, key="years", alt=alt, unit_ja=shown.unit_ja)
        for note in said:
            st.caption(plain(note))
    with right:
        rows = [
            (names[f.fiscal_year], number(f.value, shown.decimals), f.basis_ja) for f in reversed(figures)
        ]
        handout.table(title, ("年度", f"{shown.name_ja}（{shown.unit_ja}）", "数値の別"), rows, labels=(2,))
