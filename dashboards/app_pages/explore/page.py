"""探索: one page over the cube; what it shows is all in its address, and each figure leads to its parts."""

from functools import partial

import streamlit as st

from dashboards.absent import say_absent
from dashboards.app_pages.explore import charts, controls, data, marks
from dashboards.app_pages.explore.figures_table import MARK, cut_ja, figures_table, takeaway
from dashboards.app_pages.explore.links import breadcrumb, nothing_finer_ja, way_down
from dashboards.app_pages.explore.state import COUNTINGS_JA, PICTURES_JA, read
from dashboards.cube.measures import limits, with_deliveries
from dashboards.cube.query import WITHHELD_JA, ask
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, foot
from dashboards.url_state import UrlState

url = UrlState()
municipality = choose_municipality(url)
having = with_deliveries()
if municipality.code not in having:
    url.finish()
    st.title("探索")
    say_absent(data.absence_ja(municipality), "explore", having)
    foot(municipality.library_system_name_ja)
    st.stop()
state = read(url, municipality)
url.finish()

st.title("探索")
if state is None:
    st.info("この数値を示せる年度はありません。")
    foot(municipality.library_system_name_ja)
    st.stop()
with st.container(key="nenpo_controls"):
    controls.choices(state)
for year, reason in limits(municipality.code, state.measure):
    if state.first <= year <= state.last:
        st.caption(plain(f"{year}年度：{reason}"))
st.caption(plain(state.measure.definition_ja))
if state.steps:
    st.html(breadcrumb(state))

answer = ask(state.request)
if answer.is_sample:
    st.warning("この数値は見本データ(自動生成した納品)によるもので、実際の業務の記録ではありません。")
title = data.title_ja(state)
source = f"{municipality.library_system_name_ja}の納品データからの集計値"
if not answer.rows:
    st.info("この条件に当てはまる数値はありません。")
else:
    st.header(plain(title))
    handout = Handout(municipality, f"explore_{state.measure.key}_{state.rows.key}", title)
    found = marks.changes_shown(state)
    changes = marks.notes(state, found)
    handout.chart(
        charts.drawn(answer, state.picture, marks.marks(state, found)),
        title,
        key="picture",
        alt=charts.alt_ja(answer, PICTURES_JA[state.picture]) + "".join(changes),
        unit_ja=state.measure.unit_ja,
    )
    for change in changes:
        st.caption(plain(change))
    table_title = f"{title}　{COUNTINGS_JA[state.counting]}" if state.request.per_open_day else title
    st.html(figures_table(answer, table_title, partial(way_down, state, answer)))
    handout.take(takeaway(answer, table_title))
    withheld = f"{MARK}の欄は{WITHHELD_JA}。" if answer.withheld else ""
    notes = [
        charts.left_out_ja(answer, state.picture),
        cut_ja(answer),
        withheld,
        data.stock_ja(state),
        nothing_finer_ja(state),
    ]
    for note in filter(None, notes):
        st.caption(plain(note))
    handout.offer([f"資料：{source}", withheld, *changes], is_sample=answer.is_sample)
foot(source)
