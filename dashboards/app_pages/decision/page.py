"""貸出判定: a question, what is known, and the answer of the rules in force with its grounds."""

import json

import streamlit as st

from dashboards.page_frame import rules_foot
from dashboards.rules.answer import block, tree, waiting
from dashboards.rules.books import book_box, books, pick_book, say_unreadable
from dashboards.rules.form import form
from dashboards.rules.question import missing, pick_question, question_boxes, read_fields
from dashboards.url_state import UrlState
from lending_rules.compare import answer
from lending_rules.decide import response
from lending_rules.explain import explained, lines

url = UrlState()
shelf = books()
book = pick_book(url, shelf)
question = pick_question(url)
asked = read_fields(url, book, question)
url.finish()

st.title("貸出判定")
say_unreadable(shelf)
with st.container(key="nenpo_controls"):
    with st.columns([2, 5])[0]:
        book_box(shelf, book)
    question_boxes(question, [book])
    form(asked, book)

absent = missing(asked)
if absent:
    st.html(waiting(absent))
else:
    found = answer(book.name_ja, shelf.engine, asked.data(book))
    st.html(block(found, book, book.name_ja))
    if found.request is not None and found.decision is not None:
        node = explained(found.request, found.decision)
        with st.expander("判定の道すじ（調べた規則、比べた値、結果）"):
            st.html(tree(node))
        with st.container(key="nenpo_downloads", horizontal=True):
            st.download_button(
                "判定の道すじ（テキスト）",
                "\n".join(lines(node)) + "\n",
                file_name=f"{book.slug}_{question.name}.txt",
                mime="text/plain",
                on_click="ignore",
            )
            st.download_button(
                "答え（JSON）",
                json.dumps(response("page", found.decision), ensure_ascii=False, indent=1),
                file_name=f"{book.slug}_{question.name}.json",
                mime="application/json",
                on_click="ignore",
            )
st.caption(
    "この画面のアドレスには問いと示したことがすべて入っています。そのまま送れば、相手も同じ答えを見られます。"
)
rules_foot(book)
