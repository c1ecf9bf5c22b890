"""Sparklines as images, and the trend of one headline."""

from base64 import b64encode
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboards.app_pages.overview.data import Headline, Point
from dashboards.format import in_man, number
from dashboards.theme import ACCENT, MUTED, empty_figure

WIDTH = 112
HEIGHT = 38


def sparkline(points: Sequence[Point]) -> str:
    """A data address of a small line; the last year is a dot. The scale runs from the lowest to the highest."""
    values = [float(point.value) for point in points]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = (WIDTH - 10) / max(len(values) - 1, 1)
    xy = [(5 + i * step, HEIGHT - 6 - (v - low) / span * (HEIGHT - 12)) for i, v in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in xy)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{ACCENT}" stroke-width="1.6"/>'
        f'<circle cx="{xy[-1][0]:.1f}" cy="{xy[-1][1]:.1f}" r="3.2" fill="{ACCENT}"/></svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def trend(headline: Headline, main_fiscal_year: int, short_names: Mapping[int, str]) -> go.Figure:
    """Bars by fiscal year from zero; the year of the yearbook stands out."""
    figure = empty_figure(height=230)
    values = [float(point.value) for point in headline.points]
    figure.add_bar(
        x=[short_names[p.fiscal_year] for p in headline.points],
        y=values,
        marker_color=[ACCENT if p.fiscal_year == main_fiscal_year else MUTED for p in headline.points],
        text=[in_man_rounded(v) for v in values],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{short_names[p.fiscal_year]}　{number(p.value, headline.decimals)} {headline.unit_ja}"
            for p in headline.points
        ],
        hoverinfo="text",
    )
    figure.update_xaxes(type="category")
    # The bars carry their figures, so the scale needs no words.
    figure.update_yaxes(visible=False, range=[0, max(values) * 1.12])
    return figure


def in_man_rounded(value: float) -> str:
    """A label over a bar: three figures are enough there, the exact ones stand in the table."""
    return f"{value / 10_000:,.1f}万" if value >= 10_000 else in_man(value)
