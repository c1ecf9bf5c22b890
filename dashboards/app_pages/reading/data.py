"""What a committee reads of a city's year: the content of its pack, read once for each build."""

from dataclasses import dataclass

import streamlit as st

from dashboards.places import Municipality
from dashboards.published import published
from reports.committee.headlines import Headline, headlines
from reports.committee.indicators import Indicator, read_indicators
from reports.committee.scope import Scope, find_scope
from reports.committee.scope import fiscal_years as years_of
from reports.committee.watch import watch_list
from warehouse.annotations import annotation_notes
from warehouse.open import Published
from warehouse.plans import PlanYear, plan_year


@dataclass(frozen=True)
class Reading:
    """Everything that the page shows; `remarks` are the annotations of a headline's years, by measure."""

    scope: Scope
    headlines: list[Headline]
    remarks: dict[str, list[str]]
    indicators: list[Indicator]
    plans: list[PlanYear]
    watched: list[str]


def fiscal_years(municipality: Municipality) -> list[int]:
    """The years of which there is something to read, newest first."""
    build = published()
    return _fiscal_years(build.build.build_id, municipality.code, build)


def reading(municipality: Municipality, fiscal_year: int) -> Reading:
    """The figures of a year that exists."""
    build = published()
    return _reading(build.build.build_id, municipality.code, fiscal_year, build)


@st.cache_data(show_spinner=False, max_entries=100)
def _fiscal_years(build_id: str, municipality_code: str, _build: Published) -> list[int]:
    return years_of(_build, municipality_code)[::-1]


@st.cache_data(show_spinner=False, max_entries=50)
def _reading(build_id: str, municipality_code: str, fiscal_year: int, _build: Published) -> Reading:
    scope = find_scope(_build, municipality_code, fiscal_year)
    found = headlines(_build, scope)
    plans = [plan_year(_build, each.plan, each.fiscal_year) for each in scope.plans]
    indicators = read_indicators(_build, scope)
    return Reading(
        scope,
        found,
        {h.measure_id: _remarks(_build, h, scope) for h in found},
        [indicator for indicator in indicators if indicator.is_computed(fiscal_year)],
        plans,
        watch_list(_build, scope, plans, found),
    )


def _remarks(build: Published, headline: Headline, scope: Scope) -> list[str]:
    first, last = min(headline.points), max(headline.points)
    return list(annotation_notes(build, scope.municipality_code, [headline.measure_id], first, last))
