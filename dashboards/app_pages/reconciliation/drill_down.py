"""The parts of one computed figure: by month and library, or the figures that it was calculated from."""

from typing import Any

import streamlit as st

from dashboards import url_state
from dashboards.app_pages.reconciliation import charts, data, parts
from dashboards.format import plain
from dashboards.handout import Handout
from dashboards.places import Municipality

_MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
_TERM_HEADS = ("欄", "計算", "年度", "集計値")


def drill_down(
    handout: Handout,
    municipality: Municipality,
    year_name: str,
    cells: list[dict[str, Any]],
    cell: dict[str, Any],
) -> None:
    """Draw the parts of the chosen one of these cells."""
    st.header("集計値の内訳")
    with st.container(key="nenpo_parts"):
        url_state.select("cell", "欄", cells, cell, data.place_key, data.place_name)
    value = data.number(cell["computed_value"], cell["decimals"])
    st.markdown(plain(f"{year_name}の「{data.place_name(cell)}」の集計値は{value}です。"))
    how = parts.conditions(municipality, cell)
    if how is not None:
        quantity, conditions = how
        name = data.quantity_name(quantity, quantity)
        said = parts.conditions_ja(conditions)
        st.caption(plain(f"数えたもの：{name}" + (f"（{said}）" if said else "")))
        counted = parts.counted(municipality, cell["fiscal_year"], quantity, conditions)
        _by_month(handout, counted, year_name, cell)
        return
    months = parts.reported(municipality, cell)
    if months:
        st.caption("月報に記入された値です。")
        _by_month(handout, months, year_name, cell)
        return
    _terms(handout, parts.terms(municipality, cell))


def _by_month(handout: Handout, rows: list[parts.Part], year_name: str, cell: dict[str, Any]) -> None:
    if not rows:
        st.caption("この欄に数えた記録はありません。")
        return
    name, decimals = data.place_name(cell), cell["decimals"]
    shown = [month for month in _MONTHS if any(m == month for m, _, _ in rows)]
    totals = [sum(value for m, _, value in rows if m == month) for month in shown]
    handout.chart(
        charts.by_month([f"{m}月" for m in shown], totals, name),
        f"{year_name} {name}の月別",
        key="parts",
        alt=plain(f"{year_name}の{name}の月別の棒グラフ。数値は下の表にあります。"),
    )
    is_added = abs(sum(totals) - float(cell["computed_value"])) < 10**-4
    by_part: dict[str, dict[int, float]] = {}
    for month, part, value in rows:
        by_part.setdefault(part, {})[month] = value
    handout.table(
        f"{year_name} {name}",
        ("区分", *(f"{m}月" for m in shown), *(("計",) if is_added else ())),
        [
            (
                part,
                *(data.number(values.get(m), decimals) for m in shown),
                *((data.number(sum(values.values()), decimals),) if is_added else ()),
            )
            for part, values in by_part.items()
        ],
    )
    if not is_added:
        st.caption("月ごとの値は足し合わせず、最後の月の値が年度の値です。")


def _terms(handout: Handout, found: list[parts.Term]) -> None:
    if not found:
        st.caption("この欄の内訳はありません。")
        return
    st.caption("この欄は、次の集計値から計算しました。")
    handout.table(
        "計算に使った集計値",
        _TERM_HEADS,
        [(term.place_ja, term.role_ja, str(term.fiscal_year), _plain(term.value)) for term in found],
        (1, 2),
    )


def _plain(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")
