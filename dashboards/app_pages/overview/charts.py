"""Sparklines as images, and the trend of one headline."""

from base64 import b64encode
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboards.app_pages.overview.data import Headline, Point
from dashboards.format import number
from dashboards.theme import ACCENT
from dashboards.year_bars import year_bars

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
    names = [short_names[point.fiscal_year] for point in headline.points]
    texts = [f"{short_names[p.fiscal_year]}　{number(p.value, headline.decimals)}" for p in headline.points]
    return year_bars(names, [float(p.value) for p in headline.points], texts, short_names[main_fiscal_year])
