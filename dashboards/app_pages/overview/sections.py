"""The comparisons of the overview as tables and lines."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboards.app_pages.overview.against import MonthFigure, PlanFigure, latest_months, moved, plan_figures
from dashboards.format import change, number, plain, unbroken
from dashboards.handout import Handout
from dashboards.places import Municipality, fiscal_year_names, fiscal_year_short_names
from dashboards.topic.figures import PER_DAY_DECIMALS, Line
from dashboards.topic.shown_figures import SAMPLE_JA


def show_changes(municipality: Municipality, fiscal_year: int, handout: Handout) -> None:
    """What moved since the year before, and the latest month beside it; nothing where neither is known."""
    told = _moved_html(municipality, fiscal_year)
    months = latest_months(municipality)
    if told and months:
        left, right = st.columns(2)
    else:
        left = right = st.container()
    if told:
        with left:
            st.html(told)
    if months:
        with right:
            _show_months(months, handout)


def _moved_html(municipality: Municipality, fiscal_year: int) -> str:
    """The libraries that changed most since the year before; empty where no two years are known."""
    items = "".join(
        f"<li>{escape(name)}：{'、'.join(_moved(line, decimals) for line in lines)}</li>"
        for name, decimals, lines in moved(municipality, fiscal_year)
    )
    if not items:
        return ""
    return f'<div class="nenpo-moved"><strong>前年度から大きく動いた館</strong><ul>{items}</ul></div>'


def _show_months(found: Sequence[MonthFigure], handout: Handout) -> None:
    """The latest month against the same month of last year, and for each day open."""
    is_sample = any(figure.total.is_sample for figure in found)
    names = fiscal_year_short_names()
    rows = []
    for figure in found:
        decimals, now, before = figure.measure.decimals, figure.total.now, figure.total.before
        compared = (
            change(now, before, decimals) if now is not None and before is not None else "納品データなし"
        )
        rows.append(
            (
                f"{figure.measure.name_ja}（{figure.measure.unit_ja}）",
                f"{names[figure.fiscal_year]}　{figure.month}月",
                number(now, decimals),
                compared,
                number(figure.total.per_day, PER_DAY_DECIMALS),
            )
        )
    title = f"最新の月{f'（{SAMPLE_JA}）' if is_sample else ''}"
    handout.table(title, ("項目", "月", "数値", "前年同月比", "開館1日1館あたり"), rows, labels=(1,))


def show_plan(municipality: Municipality, handout: Handout) -> None:
    """What the plan aimed at and what was reached; nothing without a plan that has figures."""
    found = plan_figures(municipality)
    if found:
        names = fiscal_year_names()
        title = f"{found[0].plan_ja}　{names[found[0].fiscal_year]}の目標と実績"
        handout.table(title, ("指標", "目標", "実績", "目標との差"), [_plan_row(figure) for figure in found])


def show_without_yearbook(municipality: Municipality, handout: Handout) -> None:
    """All that an overview can say where no table of a yearbook is held."""
    st.title(plain(municipality.library_system_name_ja))
    st.info("この自治体の統計表はまだ収録されていません。")
    show_plan(municipality, handout)


def _plan_row(figure: PlanFigure) -> Sequence[str]:
    return (
        f"{figure.name_ja}（{figure.unit_ja}）",
        number(figure.target, figure.decimals),
        number(figure.actual, figure.decimals),
        change(figure.actual, figure.target, figure.decimals),
    )


def _moved(line: Line, decimals: int) -> str:
    if line.now is None or line.before is None:
        return escape(line.name_ja)
    return unbroken(f"{line.name_ja} {change(line.now, line.before, decimals)}")
