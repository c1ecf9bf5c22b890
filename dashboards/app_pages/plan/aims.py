"""What a plan is, who hears of its progress, and the aims of a plan that lists no projects."""

import streamlit as st

from dashboards.format import plain
from dashboards.simple_table import simple_table
from warehouse.plans import PlanYear

STATUS_JA = {"to_be_reported": "指標は資料になく、今後報告される。", "printed": "指標あり"}


def about(plan: PlanYear) -> None:
    """Period, authority, reporting, and what the source leaves open."""
    facts = plan.plan
    first, last = facts["start_fiscal_year"], facts["end_fiscal_year"]
    period = "資料に書かれていない" if first is None else f"{plan.year_names[first]}～{plan.year_names[last]}"
    rows = [
        ("期間", period),
        ("定めた者", facts["authority_ja"]),
        ("報告を受ける者", facts["reporting_body_ja"]),
        ("報告", facts["reporting_ja"]),
        ("区分を記録する者", facts["evaluation_note_ja"]),
        ("決まっていないこと", facts["undecided_ja"]),
    ]
    told = [(name, text) for name, text in rows if text]
    st.html(simple_table("計画のあらまし", ("項目", "内容"), told, prose=(1,), caption=False))


def goals(plan: PlanYear) -> None:
    """Goals, actions and indicators of a plan without projects."""
    st.header("目標と取組")
    for goal in plan.goals:
        st.subheader(plain(f"{goal['goal_no']}　{goal['name_ja']}"))
        st.markdown(plain(goal["aim_ja"] or ""))
        rows = [(a["title_ja"], a["text_ja"]) for a in plan.actions if a["goal_no"] == goal["goal_no"]]
        st.html(simple_table(f"{goal['name_ja']}の取組", ("取組", "内容"), rows, prose=(1,), caption=False))
        said = STATUS_JA.get(goal["indicator_status"] or "", "")
        st.caption(plain("、".join(goal["indicators"] or ()) or said))
    st.info("この計画は事業ごとの年次計画と指標を印刷していないため、区分も提案も示しません。")
