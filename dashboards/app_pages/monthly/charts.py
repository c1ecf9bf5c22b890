"""The months of this fiscal year beside those of the one before. Pure: numbers in, figure out."""

import plotly.graph_objects as go

from dashboards.format import axis_ticks, in_man
from dashboards.theme import DASHES, SYMBOLS, empty_figure, series_colour
from reports.charts import ChartData


def months(drawn: ChartData) -> go.Figure:
    """A line a fiscal year."""
    figure = empty_figure(height=280)
    for position, year in enumerate(drawn.series):
        marks = [mark for mark in drawn.marks if mark.series == year]
        figure.add_scatter(
            name=year,
            x=[mark.category for mark in marks],
            y=[mark.value for mark in marks],
            mode="lines+markers",
            line={"color": series_colour(position), "width": 2, "dash": DASHES[position]},
            marker={"symbol": SYMBOLS[position], "size": 8},
            hovertext=[f"{year}　{mark.category}　{mark.value:,.10g}{drawn.unit_ja}" for mark in marks],
            hoverinfo="text",
        )
    ticks = axis_ticks(max(mark.value for mark in drawn.marks))
    figure.update_layout(showlegend=True, hovermode="closest")
    figure.update_xaxes(type="category", categoryarray=list(drawn.categories))
    figure.update_yaxes(
        tickvals=ticks, ticktext=[in_man(tick) for tick in ticks], range=[0, max(ticks) * 1.05]
    )
    return figure
