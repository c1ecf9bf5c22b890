"""Pictures of the reconciliation."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.app_pages.reconciliation.data import Counts
from dashboards.theme import RULE, SERIES, empty_figure

LABEL_CHARACTERS = 18


def agreement(tables: Sequence[Counts]) -> go.Figure:
    """Compared places by table: those that agree, those that differ, those without a computed figure."""
    figure = empty_figure(height=90 + 24 * len(tables))
    names = [_shortened(table.name_ja) for table in tables]
    for label, values, colour, pattern in (
        ("一致", [t.equal for t in tables], SERIES[0], ""),
        ("不一致", [t.different for t in tables], SERIES[1], "/"),
        ("集計できない", [t.not_computable for t in tables], SERIES[3], "."),
    ):
        figure.add_bar(
            y=names,
            x=values,
            name=label,
            orientation="h",
            marker={"color": colour, "pattern": {"shape": pattern}},
            hovertemplate="%{y}<br>" + label + " %{x:,}欄<extra></extra>",
        )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False)
    figure.update_xaxes(
        title_text="欄の数", tickformat=",", showgrid=True, gridcolor=RULE, nticks=6, tickangle=0
    )
    return figure


def _shortened(name_ja: str) -> str:
    """A title that leaves room for its bar on a telephone; it begins with the number, so no two become alike."""
    return name_ja if len(name_ja) <= LABEL_CHARACTERS else f"{name_ja[: LABEL_CHARACTERS - 1]}…"


def by_month(months: Sequence[str], values: Sequence[float], name_ja: str) -> go.Figure:
    """A quantity by month."""
    figure = empty_figure(height=260)
    figure.add_bar(
        x=list(months), y=list(values), marker_color=SERIES[0], hovertemplate="%{x} %{y:,}<extra></extra>"
    )
    figure.update_xaxes(type="category")
    figure.update_yaxes(title_text=name_ja, tickformat=",", rangemode="tozero")
    return figure
