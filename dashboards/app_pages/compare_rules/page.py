"""自治体比較: one question put to two municipalities, or for two days to one of them."""

from datetime import date

import streamlit as st

from dashboards import url_state
from dashboards.format import date_ja
from dashboards.page_frame import rules_foot
from dashboards.rules.answer import waiting
from dashboards.rules.books import book_box, books, pick_book, say_unreadable
from dashboards.rules.form import form
from dashboards.rules.question import Asked, field_names, missing, pick_question, question_boxes, read_fields
from dashboards.rules.side_by_side import side_by_side
from dashboards.url_state import UrlState
from lending_rules.compare import answer
from lending_rules.contract import contract
from lending_rules.rulebook import Rulebook

BETWEEN = {"municipalities": "二つの自治体", "days": "一つの自治体の二つの日"}
B = "_b"


def name_of(one: Asked, of: Rulebook) -> str:
    """The municipality, or the day where days are compared."""
    day = one.inputs.get("on")
    return (
        of.name_ja if of is not book or other is not book or day is None else date_ja(date.fromisoformat(day))
    )


url = UrlState()
shelf = books()
mode = url.pick("between", "比べ方", list(BETWEEN), lambda key: (key,), "municipalities")
book = pick_book(url, shelf)
other = book
if mode == "municipalities":
    skip = 1 if shelf.all()[0] is book else 0
    other = pick_book(url, shelf, "municipality_b", "比べる自治体", skip)
question = pick_question(url)
fields = field_names(question)
days_can_differ = "on" in question.required
# What each side has of its own: its libraries, or its day.
own = (
    [name for name in fields if contract().fields[name].kind == "library"]
    if mode == "municipalities"
    else [name for name in ("on",) if days_can_differ]
)
common = read_fields(url, book, question, [name for name in fields if name not in own])
mine = read_fields(url, book, question, own)
its = read_fields(url, other, question, own, B)
url.finish()
sides_ja = (
    (f"{book.name_ja}の", f"{other.name_ja}の") if mode == "municipalities" else ("一つめの", "二つめの")
)

st.title("自治体比較")
say_unreadable(shelf)
with st.container(key="nenpo_controls"):
    url_state.select(
        "between", "比べるもの", list(BETWEEN), mode, str, lambda key: BETWEEN[key], all_in_sight=True
    )
    left, right = st.columns(2)
    with left:
        book_box(shelf, book)
    with right:
        if mode == "municipalities":
            book_box(shelf, other, "municipality_b", "比べる自治体")
    question_boxes(question, [book, other])
    form(common, book, [name for name in fields if name not in own])
    if own:
        left, right = st.columns(2)
        with left:
            form(mine, book, own, sides_ja[0])
        with right:
            form(its, other, own, sides_ja[1])

if mode == "days" and not days_can_differ:
    st.caption("この問いは判定する日を持たないので、二つの日では比べられません。")
absent = list(
    dict.fromkeys(
        [
            *missing(common, [n for n in fields if n not in own]),
            *missing(mine, own, sides_ja[0]),
            *missing(its, own, sides_ja[1]),
        ]
    )
)
if absent:
    st.html(waiting(absent))
else:
    sides = [
        (Asked(question, {**common.inputs, **one.inputs}), one, of)
        for one, of in ((mine, book), (its, other))
    ]
    side_by_side([(answer(name_of(one, of), shelf.engine, asked.data(of)), of) for asked, one, of in sides])
rules_foot(book)
