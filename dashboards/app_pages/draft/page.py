"""改定シミュレーション: a draft of rules, checked, and its answers and effects beside those of the rules in force."""

from datetime import date

import streamlit as st

from dashboards.app_pages.draft import data
from dashboards.app_pages.draft.data import IN_FORCE_JA
from dashboards.app_pages.draft.year import pick_year, year_of_facts
from dashboards.format import plain
from dashboards.page_frame import rules_foot
from dashboards.rules.answer import waiting
from dashboards.rules.books import book_box, books, pick_book, say_unreadable
from dashboards.rules.form import form
from dashboards.rules.question import missing, pick_question, question_boxes, read_fields
from dashboards.rules.side_by_side import side_by_side
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState
from lending_rules.compare import answer
from lending_rules.describe import described
from lending_rules.draft import MAX_CHARACTERS
from lending_rules.explain import in_force_ja, lines
from lending_rules.model import Rule

TEXT, FILE, COPY = "draft_text", "draft_file", "draft_copy"
# What the file holds; Streamlit keeps the text of a box that is on the page only.
KEPT = "draft_kept"


def take_file() -> None:
    uploaded = st.session_state[FILE]
    if uploaded is not None:
        st.session_state[TEXT] = uploaded.getvalue()[: MAX_CHARACTERS * 4].decode("utf-8", errors="replace")
        st.session_state[KEPT] = st.session_state[TEXT]


def take_copy() -> None:
    rule: Rule = st.session_state[COPY]
    st.session_state[TEXT] = data.copy_of(rule, day)
    st.session_state[KEPT] = st.session_state[TEXT]


def keep() -> None:
    st.session_state[KEPT] = st.session_state[TEXT]


url = UrlState()
shelf = books()
book = pick_book(url, shelf)
question = pick_question(url)
asked = read_fields(url, book, question)
day = date.fromisoformat(asked.inputs["on"]) if "on" in asked.inputs else date.today()
year = pick_year(url, book)
url.finish()

st.title("改定シミュレーション")
say_unreadable(shelf)
with st.container(key="nenpo_controls"), st.columns([2, 5])[0]:
    book_box(shelf, book)

st.header("改定案")
st.caption(
    "規則ファイル（YAML）を貼るか、選んでください。今ある規則と同じ rule_id の規則は次の版になり、"
    "今の版はその前の日で終わります。改定案はこの画面だけで使い、どこにも残しません。"
)
st.session_state.setdefault(TEXT, st.session_state.get(KEPT, ""))
st.text_area("改定案（YAML）", key=TEXT, height=280, on_change=keep, placeholder="rules:\n  - rule_id: …")
with st.container(key="nenpo_draft_sources"):
    left, right = st.columns(2)
    with left:
        st.file_uploader("改定案のファイル", type=["yaml", "yml"], key=FILE, on_change=take_file)
    with right:
        rules = data.copies(book, question.name, day)
        if rules:
            st.selectbox(
                "今の規則の写しから始める（下の問いの、その日の規則）",
                rules,
                key=COPY,
                format_func=lambda rule: f"{rule.citations[0].article}　{rule.rule_id}",
                filter_mode=None,
            )
            st.button("写しを改定案に入れる", on_click=take_copy)

text = st.session_state[TEXT]
draft = data.checked(text, shelf.folders[book.slug], book) if text.strip() else None
if draft is not None:
    if draft.faults:
        st.error(plain(f"改定案に直すところが{len(draft.faults)}件あります。"))
        rows = [(f"{f.line}行目" if f.line is not None else "今の規則", f.said) for f in draft.faults]
        st.html(simple_table("改定案の直すところ", ("場所", "内容"), rows, prose=(1,)))
    else:
        st.success("書き方の誤りはありません。")
    if draft.rules:
        said = [
            "。".join(line for node in described(rule) for part in node.parts for line in lines(part))
            for rule in draft.rules
        ]
        listed = [
            (rule.rule_id, in_force_ja(rule), words) for rule, words in zip(draft.rules, said, strict=True)
        ]
        st.html(simple_table("改定案の規則", ("規則", "効力", "内容"), listed, labels=(1,), prose=(2,)))

st.header("問いへの答え")
question_boxes(question, [book])
form(asked, book)
absent = missing(asked)
if absent:
    st.html(waiting(absent))
elif draft is None or not draft.rules:
    side_by_side([(answer(IN_FORCE_JA, shelf.engine, asked.data(book)), book)])
else:
    request = asked.data(book)
    side_by_side(
        [(answer(IN_FORCE_JA, shelf.engine, request), book), (data.drafted(book, draft, request), book)]
    )
year_of_facts(book, shelf.folders[book.slug], text, draft, year)
rules_foot(book)
