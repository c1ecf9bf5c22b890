"""Plans as the build holds them, read once for each build."""

import streamlit as st

from dashboards.published import published
from warehouse.open import Published
from warehouse.plans import PlanYear, Row, list_plans, plan_year, plan_years


def plans(municipality_code: str) -> list[Row]:
    build = published()
    return _plans(build.build.build_id, municipality_code, build)


def years(plan: Row) -> list[int]:
    build = published()
    return _years(build.build.build_id, plan["municipality_code"], plan["plan_id"], build)


def year_of(plan: Row, fiscal_year: int | None) -> PlanYear:
    build = published()
    return _year(build.build.build_id, plan["municipality_code"], plan["plan_id"], fiscal_year, plan, build)


@st.cache_data(show_spinner=False, max_entries=100)
def _plans(build_id: str, municipality_code: str, _build: Published) -> list[Row]:
    return list_plans(_build, municipality_code)


@st.cache_data(show_spinner=False, max_entries=100)
def _years(build_id: str, municipality_code: str, plan_id: str, _build: Published) -> list[int]:
    return plan_years(_build, municipality_code, plan_id)


@st.cache_data(show_spinner=False, max_entries=100)
def _year(
    build_id: str,
    municipality_code: str,
    plan_id: str,
    fiscal_year: int | None,
    _plan: Row,
    _build: Published,
) -> PlanYear:
    return plan_year(_build, _plan, fiscal_year)
