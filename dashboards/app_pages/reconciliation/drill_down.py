"""The parts that a computed figure was made of: by month and library, as picture and table."""

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.reconciliation import charts, data
from dashboards.format import plain
from dashboards.places import Municipality
from dashboards.simple_table import simple_table
from dashboards.theme import CHART_CONFIG

_MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


def drill_down(
    municipality: Municipality,
    year: int,
    year_name: str,
    quantities: list[tuple[str, str]],
    quantity: tuple[str, str],
) -> None:
    """Draw the parts of a quantity in a year."""
    st.header("集計値の内訳")
    with st.container(key="nenpo_parts"):
        url_state.select(
            "quantity", "数えたもの", quantities, quantity, lambda q: q[0], lambda q: data.quantity_name(*q)
        )
    rows = data.parts(municipality, year, quantity[0])
    if not rows:
        st.caption("この年度の内訳はありません。")
        return
    name = data.quantity_name(*quantity)
    totals = {month: sum(value for m, _, value in rows if m == month) for month in _MONTHS}
    shown = [month for month in _MONTHS if any(m == month for m, _, _ in rows)]
    st.plotly_chart(
        charts.by_month([f"{m}月" for m in shown], [totals[m] for m in shown], name),
        config=CHART_CONFIG,
        theme=None,
        key="parts",
        alt=plain(f"{year_name}の{name}の月別の棒グラフ。数値は下の表にあります。"),
    )
    by_part: dict[str, dict[int, float]] = {}
    for month, part, value in rows:
        by_part.setdefault(part, {})[month] = value
    st.html(
        simple_table(
            f"{year_name} {name}",
            ("区分", *(f"{m}月" for m in shown), "計"),
            [
                (
                    part,
                    *(f"{values[m]:,.0f}" if m in values else "" for m in shown),
                    f"{sum(values.values()):,.0f}",
                )
                for part, values in by_part.items()
            ],
        )
    )
