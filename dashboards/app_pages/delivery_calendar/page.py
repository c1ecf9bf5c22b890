"""配送カレンダー: the days of the school van in a month, and until when to order for them."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.delivery_calendar import data
from dashboards.format import plain
from dashboards.page_frame import foot, rules_foot
from dashboards.rules.books import books, pick_book, say_unreadable
from dashboards.rules.month import grid, month_boxes, month_ja, pick_month
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState
from lending_rules.calendar_export import van_days, van_icalendar
from lending_rules.dates import days_of_month

url = UrlState()
shelf = books()
asked_book = pick_book(url, shelf)
with_van = [book for book in shelf.all() if data.has_van(book)]
book = asked_book if asked_book in with_van or not with_van else with_van[0]
url.keep("municipality", book.slug)
schools = data.schools(book) if with_van else [data.ROUND]
school = url.pick("school", "学校", schools, lambda name: (name or "round",), schools[0])
first = pick_month(url)
url.finish()

st.title("配送カレンダー")
say_unreadable(shelf)
if not with_van:
    st.caption("学校への配送の規則は、どの自治体の資料にもありません。")
    foot(book.system_ja)
    st.stop()

with st.container(key="nenpo_controls"):
    left, right = st.columns(2)
    with left:
        url_state.select("municipality", "自治体", with_van, book, lambda b: b.slug, lambda b: b.name_ja)
    with right:
        url_state.select(
            "school",
            "学校",
            schools,
            school,
            lambda name: name or "round",
            lambda name: name or data.ROUND_JA,
        )
    month_boxes(first)

days = van_days(shelf.engine, book, first, days_of_month(first)[-1], school or None)
title = f"{school or data.ROUND_JA}　{month_ja(first)}"
if not days:
    st.caption(plain(f"{title}に走ると資料から言える便はありません。"))
month, listed = st.columns([5, 6])
with month:
    st.html(grid(title, first, data.cells(days)))
    with st.container(key="nenpo_downloads", horizontal=True):
        name = f"{book.slug}_delivery_{first:%Y-%m}"
        st.download_button(
            "この月の配送日（JSON）",
            data.as_json(days),
            file_name=f"{name}.json",
            mime="application/json",
            on_click="ignore",
        )
        st.download_button(
            "カレンダーに取り込む（iCalendar）",
            van_icalendar(book, days),
            file_name=f"{name}.ics",
            mime="text/calendar",
            on_click="ignore",
        )
    st.caption("長期休業中でない週の定期の便です。2回目は、1回目で運べなかった資料があるときに走ります。")
with listed:
    if days:
        rows = data.rows(days)
        st.html(
            simple_table(
                f"{title}の一覧", data.LIST_HEADS, rows, data.LIST_LABELS, data.LIST_PROSE, caption=False
            )
        )
others = [one.name_ja for one in shelf.all() if one not in with_van]
if others:
    st.caption(plain(f"{'・'.join(others)}の資料には、学校への配送の規則がありません。"))
rules_foot(book)
