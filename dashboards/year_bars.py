"""Bars over fiscal years with their figures on top; one year stands out."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.format import in_man
from dashboards.theme import ACCENT, MUTED, empty_figure


def year_bars(
    years: Sequence[str], values: Sequence[float], texts: Sequence[str], accented: str
) -> go.Figure:
    """`texts` are shown when a bar is pointed at; the scale begins at zero."""
    figure = empty_figure(height=250)
    figure.add_bar(
        x=list(years),
        y=list(values),
        # As wide as in a series of five, or a single year would be a wall.
        width=min(0.65, 0.13 * len(values)),
        marker_color=[ACCENT if year == accented else MUTED for year in years],
        text=[_over_bar(value) for value in values],
        textposition="outside",
        cliponaxis=False,
        hovertext=list(texts),
        hoverinfo="text",
    )
    figure.update_xaxes(type="category")
    # The bars carry their figures, so the scale needs no words.
    figure.update_yaxes(visible=False, range=[min(0.0, *values), max(values) * 1.12])
    return figure


def _over_bar(value: float) -> str:
    """Four figures are enough over a bar: the exact ones stand in the table beside it."""
    for unit, size in (("億", 100_000_000), ("万", 10_000)):
        if abs(value) >= size:
            return f"{value / size:,.1f}{unit}"
    return in_man(value)
