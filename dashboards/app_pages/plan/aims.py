"""The aims of a plan that lists no projects."""

import streamlit as st

from dashboards.app_pages.plan.tables import show_table
from dashboards.format import plain
from dashboards.handout import Handout
from warehouse import plan_about
from warehouse.plans import PlanYear


def goals(handout: Handout, plan: PlanYear) -> None:
    """Goals, actions and indicators."""
    st.header("目標と取組")
    for goal in plan.goals:
        st.subheader(plain(f"{goal['goal_no']}　{goal['name_ja']}"))
        for text in plan_about.aim(goal):
            st.markdown(plain(text))
        table = plan_about.actions(plan, goal["goal_no"])
        if table.rows:
            show_table(handout, table, caption=False)
    st.caption(plan_about.NO_PROJECTS_JA)
