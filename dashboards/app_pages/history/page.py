"""あゆみと目標: the dated changes of a library system, what it aims at, how it is organised."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.history import data
from dashboards.format import date_ja, plain
from dashboards.page_frame import choose_municipality, foot
from dashboards.simple_table import simple_table
from dashboards.url_state import UrlState

STATUS_JA = {
    "to_be_reported": "進み具合は今後報告される（指標は資料にない）",
    "printed": "指標あり",
    "by_project": "事業ごとに報告される",
}

url = UrlState()
municipality = choose_municipality(url)
changes = data.chronicle(municipality.code)
present = {change["kind"] for change in changes}
kinds = ["all", *(kind for kind in data.KINDS_JA if kind in present)]
kind = url.pick("kind", "種類", kinds, lambda k: (k,), "all")
url.finish()

st.title(plain(f"{municipality.library_system_name_ja}　あゆみと目標"))
plans, entries = data.plans(municipality.code), data.organisation(municipality.code)
if not (changes or plans or entries):
    st.info("この自治体のあゆみと目標はまだ収録されていません。")
for plan in plans:
    st.header(plain(plan["name_ja"]))
    st.markdown(plain(f"{plan['reporting_ja']}（{plan['source_ja']}）"))
    goals = data.goals(municipality.code, plan["plan_id"])
    rows = [
        (g["name_ja"], g["title_ja"], g["text_ja"], STATUS_JA.get(g["indicator_status"], "")) for g in goals
    ]
    st.html(simple_table("目標と取組", ("目標", "取組", "内容", "進捗"), rows, labels=(1,), prose=(2, 3)))
    principles = data.principles(municipality.code, plan["plan_id"])
    if principles:
        lines = [(p["principle_no"], p["text_ja"]) for p in principles]
        st.html(simple_table(plan["policy_name_ja"], ("番号", "方針（要約）"), lines, prose=(1,)))

if entries:
    st.header("機構")
    rows = [
        (
            e["name_ja"],
            e["belongs_to_ja"] or "",
            f"{date_ja(e['valid_from'])}～{date_ja(e['valid_to'])}",
            e["text_ja"],
        )
        for e in entries
    ]
    st.html(
        simple_table(
            "機構と職", ("名称", "所属", "期間", "内容"), rows, labels=(1, 2), prose=(3,), caption=False
        )
    )

if changes:
    st.header("あゆみ")
    with st.columns([2, 5])[0]:
        url_state.select("kind", "種類", kinds, kind, str, lambda k: data.KINDS_JA.get(k, "すべて"))
    shown = [change for change in changes if kind in ("all", change["kind"])]
    rows = [
        (
            data.when_ja(c),
            data.KINDS_JA.get(c["kind"], ""),
            c["title_ja"],
            c["text_ja"] + (c["undecided_ja"] or ""),
        )
        for c in shown
    ]
    st.html(
        simple_table("あゆみ", ("日", "種類", "こと", "内容"), rows, labels=(1, 2), prose=(3,), caption=False)
    )
foot(None)
