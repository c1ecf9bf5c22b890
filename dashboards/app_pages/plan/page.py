"""計画: what a plan wants and what was done in a year: 別紙1, 別紙2, 参考資料, grades, and what arithmetic says of them."""

import streamlit as st

from dashboards import plans, url_state
from dashboards.app_pages.plan import aims, year_sheet
from dashboards.app_pages.plan.tables import show_table
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.page_frame import choose_municipality, foot
from dashboards.places import fiscal_year_names
from dashboards.url_state import UrlState
from warehouse import plan_about
from warehouse.plans import Row

ALL = "all"

url = UrlState()
municipality = choose_municipality(url)
found = plans.plans(municipality.code)
if not found:
    url.finish()
    st.title(plain(f"{municipality.library_system_name_ja}　計画の進捗"))
    st.info("この自治体の計画はまだ収録されていません。")
    foot(None)
    st.stop()
plan = url.pick("plan", "計画", found, lambda p: (p["plan_id"],), found[0])
years = plans.years(plan)
year = url.pick("fiscal_year", "年度", years, lambda y: (str(y),), years[-1]) if years else None
of_year = plans.year_of(plan, year)
goals: list[Row | None] = [None, *of_year.goals]
goal = projects = project = None
if of_year.projects:
    goal = url.pick("goal", "目標", goals, lambda g: (g["goal_no"] if g else ALL,), None)
    projects = [p for p in of_year.projects if goal is None or p["goal_no"] == goal["goal_no"]]
    project = url.pick("project", "事業", [None, *projects], lambda p: (p["project_no"] if p else ALL,), None)
url.finish()

st.title(plain(f"{plan['name_ja']}　進捗"))
with st.container(key="nenpo_controls"):
    if len(found) > 1:
        url_state.select("plan", "計画", found, plan, lambda p: p["plan_id"], lambda p: p["name_ja"])
    if projects:
        names = fiscal_year_names()
        left, middle, right = st.columns([2, 4, 5])
        with left:
            if years:
                url_state.select("fiscal_year", "年度", years, year, str, lambda y: names[y] if y else "")
        with middle:
            url_state.select(
                "goal",
                "目標",
                goals,
                goal,
                lambda g: g["goal_no"] if g else ALL,
                lambda g: f"{g['goal_no']}　{g['name_ja']}" if g else "すべての目標",
            )
        with right:
            url_state.select(
                "project",
                "事業",
                [None, *projects],
                project,
                lambda p: p["project_no"] if p else ALL,
                lambda p: f"{p['project_no']}　{p['name_ja']}" if p else "すべての事業",
            )

handout = Handout(
    municipality,
    "_".join(filter(None, ("plan", plan["plan_id"], str(year or "")))),
    f"{plan['name_ja']}　進捗" + (f"　{fiscal_year_names()[year]}" if year else ""),
)
show_table(handout, plan_about.about(of_year), caption=False)
if projects:
    kept = {"municipality": municipality.slug, "plan": plan["plan_id"]}
    kept |= {"fiscal_year": str(year)} if year else {}
    year_sheet.show(
        handout, of_year, kept, [goal] if goal else of_year.goals, [project] if project else projects
    )
else:
    aims.goals(handout, of_year)
handout.offer([f"資料：{plan['source_ja']}"])
if projects:
    year_sheet.plan_download(municipality, of_year)
foot(plan["source_ja"])
