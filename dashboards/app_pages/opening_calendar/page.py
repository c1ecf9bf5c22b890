"""開館カレンダー: a library's month by the rules, with the reason and article of each closed day."""

import json
from datetime import date

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.opening_calendar import data
from dashboards.format import plain
from dashboards.page_frame import rules_foot
from dashboards.rules.books import book_box, books, pick_book, say_unreadable
from dashboards.rules.month import grid, month_boxes, month_ja, pick_month
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState
from lending_rules.calendar_export import days_icalendar, days_json, library_days
from lending_rules.dates import days_of_month
from lending_rules.model import Library

url = UrlState()
shelf = books()
book = pick_book(url, shelf)
choices = data.libraries(book, date.today())
library: Library | None = None
if choices:
    library = url.pick("library", "図書館・分室", choices, lambda one: (one.name, *one.names), choices[0])
first = pick_month(url)
url.finish()

st.title("開館カレンダー")
say_unreadable(shelf)
with st.container(key="nenpo_controls"):
    left, right = st.columns([2, 3])
    with left:
        book_box(shelf, book)
    with right:
        if library is not None:
            url_state.select(
                "library", "図書館・分室", choices, library, lambda one: one.name, lambda one: one.name
            )
    if library is not None:
        month_boxes(first)

if library is None:
    st.caption("この自治体の資料には、図書館の名前がありません。")
else:
    days = library_days(book, library, first, days_of_month(first)[-1], {})
    title = f"{library.name}　{month_ja(first)}"
    st.caption(plain(f"{data.summary(days)}。規則による日で、これから決まる臨時の休館は含みません。"))
    # Side by side where there is room; the narrow window of a telephone puts the list below.
    month, listed = st.columns([5, 6])
    with month:
        st.html(grid(title, first, data.cells(days)))
        with st.container(key="nenpo_downloads", horizontal=True):
            name = f"{book.slug}_{library.library_code or library.name}_{first:%Y-%m}"
            st.download_button(
                "この月の開館日（JSON）",
                json.dumps(days_json(days), ensure_ascii=False, indent=1),
                file_name=f"{name}.json",
                mime="application/json",
                on_click="ignore",
            )
            st.download_button(
                "カレンダーに取り込む（iCalendar）",
                days_icalendar(book, library, days),
                file_name=f"{name}.ics",
                mime="text/calendar",
                on_click="ignore",
            )
        for said in data.open_points(days):
            st.caption(plain(said))
    with listed:
        st.html(
            simple_table(
                f"{title}の一覧",
                data.LIST_HEADS,
                data.rows(days),
                data.LIST_LABELS,
                data.LIST_PROSE,
                caption=False,
            )
        )
rules_foot(book)
