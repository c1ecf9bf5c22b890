"""規則一覧: every rule of a municipality, its article, its versions, and the way to a decision by it."""

from datetime import date

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.rules import data
from dashboards.format import plain
from dashboards.page_frame import rules_foot
from dashboards.registry import script_of
from dashboards.rules.answer import branches
from dashboards.rules.books import book_box, books, pick_book, say_unreadable
from dashboards.rules.boxes import day_box, day_of
from dashboards.rules.values import FIRST_DAY, LAST_DAY
from dashboards.simple_table import simple_table
from dashboards.url_state import CHOSEN_ON_PAGE, UrlState, text_box
from lending_rules.compare import cited_ja
from lending_rules.explain import in_force_ja

NO_RULE = ""


def read_day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(text)
    return day


def write_day() -> None:
    day = day_of("choice_on")
    st.session_state[CHOSEN_ON_PAGE] = True
    if day is None:
        st.query_params.pop("on", None)
    else:
        st.query_params["on"] = day


url = UrlState()
shelf = books()
book = pick_book(url, shelf)
names = data.questions(book)
question = url.pick("question", "問い", names, lambda name: (name,), data.ANY)
query = url.parse("q", "検索語", lambda text: text[:40], "")
day = url.parse("on", "日", read_day, None)
ids = [NO_RULE, *dict.fromkeys(rule.rule_id for rule in book.rules)]
chosen = url.pick("rule", "規則", ids, lambda one: (one,), NO_RULE) if "rule" in st.query_params else NO_RULE
wanted = data.Wanted(query, question, day)
rules = [] if chosen else data.found(book, wanted)
pages = data.pages(rules)
page = url.pick("page", "ページ", pages, lambda n: (str(n),), 1) if "page" in st.query_params else 1
url.finish()

kept = {"municipality": book.slug, "question": question}
kept |= {"q": query} if query else {}
kept |= {"on": day.isoformat()} if day else {}

st.title("規則一覧")
say_unreadable(shelf)
with st.container(key="nenpo_controls"):
    left, right = st.columns([2, 3])
    with left:
        book_box(shelf, book)
    with right:
        url_state.select("question", "問い", names, question, str, data.question_ja)
    left, right = st.columns([3, 2])
    with left:
        text_box("q", "検索語（条文、内容、規則の名前。空白で区切るとすべてを含む規則）", query)
    with right:
        day_box("この日に効力のある規則だけ", "choice_on", day.isoformat() if day else None, write_day)

if chosen:
    today = day or date.today()
    versions = data.versions(book, chosen)
    shown = next((rule for rule in versions if data.state_ja(rule, today) == "効力あり"), versions[-1])
    st.header(plain(cited_ja(shown.citations)))
    st.caption(plain(f"規則の名前：{chosen}　効力：{in_force_ja(shown)}"))
    st.html(branches(data.text_of(shown)))
    heads = ("効力", "この日には", "条文", "内容")
    rows = data.history_rows(versions, today)
    st.html(simple_table("この規則の版", heads, rows, labels=(1,), prose=(2, 3)))
    st.subheader("この規則で判定する")
    with st.container(key="nenpo_index"):
        for name in shown.questions:
            kind, _, asked = name.partition(".")
            st.page_link(
                script_of("decision"),
                label=plain(data.question_ja(name)),
                query_params={
                    "municipality": book.slug,
                    "kind": kind,
                    "query": asked,
                    **({"on": day.isoformat()} if day else {}),
                },
            )
    st.html(data.links({"一覧に戻る": kept}))
else:
    several = f"（{len(pages)}ページのうち{page}ページ）" if len(pages) > 1 else ""
    st.caption(plain(f"{book.name_ja}の規則：{len(book.rules)}件のうち{len(rules)}件{several}"))
    if rules:
        st.html(data.table(book, data.page_of(rules, page), wanted))
    if len(pages) > 1:
        st.html(data.links({f"{n}ページ": {**kept, "page": str(n)} for n in pages if n != page}))
rules_foot(book)
