"""The parts of a plan's year: 別紙1, 別紙2 with grades, 参考資料, counts and statements."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboards.app_pages.plan import charts
from dashboards.app_pages.plan.tables import show_table
from dashboards.exports import plan_pdf
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.places import Municipality
from warehouse import plan_about, plan_tables
from warehouse.plans import PlanYear, Row


def show(
    handout: Handout,
    plan: PlanYear,
    kept: Mapping[str, str],
    goals: Sequence[Row],
    projects: Sequence[Row],
) -> None:
    """Everything of the year for these goals and projects; `kept` are the parameters of links to a project."""
    _overview(handout, plan)
    _listed(handout, plan, kept, goals, projects)
    for project in projects:
        if project["has_indicators"]:
            _detail(handout, plan, project)
    _others(handout, plan, projects)
    _checked(handout, plan, projects)


def _overview(handout: Handout, plan: PlanYear) -> None:
    st.header("目標と区分ごとの事業数")
    counts = plan_tables.by_grade(plan)
    handout.chart(
        charts.by_grade(counts),
        "目標と区分ごとの事業数",
        unit_ja="事業",
        key="by_grade",
        alt="目標ごとの事業数を、記録された区分で分けた横棒グラフ。数値は下の表にあります。",
    )
    show_table(handout, counts, caption=False)
    if plan.meanings:
        show_table(handout, plan_about.meanings(plan))


def _listed(
    handout: Handout,
    plan: PlanYear,
    kept: Mapping[str, str],
    goals: Sequence[Row],
    projects: Sequence[Row],
) -> None:
    st.header("別紙1　計画に載る事業")
    for goal in goals:
        table = plan_tables.project_list(plan, goal["goal_no"], projects)
        links = {row[0]: f"plan?{urlencode({**kept, 'project': row[0]})}" for row in table.rows}
        if table.rows:
            show_table(handout, table, links=links)
    for sentence in plan_about.other_names(projects):
        st.caption(plain(sentence))


def _detail(handout: Handout, plan: PlanYear, project: Row) -> None:
    """別紙2 for one project."""
    st.header(plain(f"別紙2　{project['project_no']}　{project['name_ja']}"))
    if project["summary_ja"]:
        st.markdown(plain(project["summary_ja"]))
    show_table(handout, plan_tables.grading(plan, project))
    differs = plan_tables.difference(plan, project)
    if differs:
        # Not an alert: a difference is something to read, nothing that went wrong.
        st.html(f'<div class="nenpo-answer open-point"><p>{escape(differs)}</p></div>')
    for values in plan.indicators(project["project_no"]):
        title = plan_tables.indicator_title(values)
        st.subheader(plain(title))
        left, right = st.columns([5, 4])
        with left:
            handout.chart(
                charts.target_and_actual(plan, values),
                f"{title}の目標と実績",
                key=f"values_{project['project_no']}_{values[0]['indicator_id']}",
                alt=f"{title}の目標と実績のグラフ。数値は隣の表にあります。",
            )
        with right:
            show_table(handout, plan_tables.indicator_values(plan, values), caption=False)
    st.caption(plan_tables.RATE_NOTE_JA)


def _others(handout: Handout, plan: PlanYear, projects: Sequence[Row]) -> None:
    table = plan_tables.entries(plan, [p for p in projects if not p["has_indicators"]])
    if table.rows:
        st.header("参考資料　年ごとの取組")
        show_table(handout, table, caption=False)


def _checked(handout: Handout, plan: PlanYear, projects: Sequence[Row]) -> None:
    st.header("検算")
    if plan.identities:
        show_table(handout, plan_tables.counts(plan))
    statements = plan_tables.statements(plan, projects)
    if statements.rows:
        show_table(handout, statements)


def plan_download(municipality: Municipality, plan: PlanYear) -> None:
    """The same on paper, which the build has written."""
    if plan.fiscal_year is None:
        return
    pdf = plan_pdf(municipality.code, plan.plan["plan_id"], plan.fiscal_year)
    if pdf:
        with st.container(key="nenpo_downloads", horizontal=True, gap="small"):
            st.download_button(
                "計画の進捗（PDF）",
                pdf.read_bytes,
                file_name=pdf.name,
                mime="application/pdf",
                on_click="ignore",
            )
    else:
        st.caption(
            "このビルドから作った計画の進捗のPDFはまだありません。"
            f"「nenpo export plan --municipality {municipality.slug} "
            f"--fiscal-year {plan.fiscal_year} --out ファイル名」で作成できます。"
        )
