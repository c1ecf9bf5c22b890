"""Bars of cities whose figures may stand side by side. Pure: rows in, figure out."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.app_pages.between_cities.data import Compared
from dashboards.indicators import Definition
from dashboards.theme import ACCENT, MUTED, empty_figure


def bars(definition: Definition, cities: Sequence[Compared], accented: str) -> go.Figure:
    """A bar a city with its figure; `accented`: code of the city from which the reader looks."""
    figure = empty_figure(height=60 + 38 * len(cities))
    values = [float(one.shown or 0) for one in cities]
    texts = [definition.written(one.shown, one.status) for one in cities]
    figure.add_bar(
        orientation="h",
        y=[one.municipality.name_ja for one in cities],
        x=values,
        marker_color=[ACCENT if one.municipality.code == accented else MUTED for one in cities],
        text=texts,
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{one.municipality.name_ja}　{text}{definition.unit_ja}"
            for one, text in zip(cities, texts, strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, type="category")
    # Room at the right for the figure of the longest bar.
    figure.update_xaxes(visible=False, range=[0, max(values) * 1.3 or 1])
    return figure
