"""Pictures of a topic: lying bars of words, and lines over months with the changes that explain them."""

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from dashboards.chart_marks import Mark, add_marks
from dashboards.format import axis_ticks, in_man, number
from dashboards.theme import (
    ACCENT,
    DASHES,
    FAINT_INK,
    MUTED,
    SYMBOLS,
    empty_figure,
    keep_room,
    series_colour,
)
from dashboards.topic.figures import Division, Line

ROWS_DRAWN = 30
ROW_PX = 30
PAIR_PX = 42


def drawn_lines(division: Division) -> list[Line]:
    """What the picture has room for: of many words those with the largest figures, in the order of print."""
    with_figures = [line for line in division.lines if line.now is not None or line.before is not None]
    if len(with_figures) <= ROWS_DRAWN:
        return with_figures
    largest = sorted(with_figures, key=lambda line: abs(line.now or Decimal(0)), reverse=True)[:ROWS_DRAWN]
    return [line for line in with_figures if line in largest]


def bars(division: Division, year_ja: str, before_ja: str) -> go.Figure:
    """A bar a word; a lighter one for the year before."""
    lines = drawn_lines(division)
    names = _unlike(lines)
    figure = empty_figure(height=70 + (PAIR_PX if division.has_before else ROW_PX) * len(lines))
    series = [(year_ja, [line.now for line in lines], ACCENT)]
    if division.has_before:
        series.insert(0, (before_ja, [line.before for line in lines], MUTED))
    for name, values, colour in series:
        figure.add_bar(
            y=names,
            x=[None if value is None else float(value) for value in values],
            orientation="h",
            name=name,
            marker_color=colour,
            text=[number(value, division.decimals) for value in values],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    known = [float(v) for _, values, _ in series for v in values if v is not None] or [1.0]
    # In a lying chart the last series is drawn on top, so the legend is turned to run the same way.
    figure.update_layout(showlegend=len(series) > 1, legend_traceorder="reversed", bargap=0.3)
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False)
    low, high = min(0.0, *known), max(0.0, *known) or 1.0
    figure.update_xaxes(visible=False, range=[low * 1.35, high])
    keep_room(figure, [number(value, division.decimals) for _, values, _ in series for value in values])
    return figure


def months(division: Division, year_ja: str, before_ja: str, marks: Sequence[Mark] = ()) -> go.Figure:
    """A line a year; each mark stands at its month with the number that it has in the list."""
    figure = empty_figure(height=330)
    names = [line.name_ja for line in division.lines]
    series = [(year_ja, [line.now for line in division.lines])]
    if division.has_before:
        series.append((before_ja, [line.before for line in division.lines]))
    for rank, (name, values) in enumerate(series):
        figure.add_scatter(
            x=names,
            # A month without a figure is a gap, not a nought.
            y=[None if value is None else float(value) for value in values],
            name=name,
            mode="lines+markers",
            line={"color": series_colour(rank), "width": 2.4, "dash": DASHES[rank]},
            marker={"symbol": SYMBOLS[rank], "size": 7},
            hovertext=[
                f"{name}　{month}　{number(value, division.decimals)}{division.unit_ja}"
                for month, value in zip(names, values, strict=True)
            ],
            hoverinfo="text",
        )
    known = [float(v) for _, values in series for v in values if v is not None] or [0.0]
    ticks = axis_ticks(max(known), min(known))
    figure.update_layout(showlegend=len(series) > 1)
    # Upright words also where a telephone leaves little room.
    figure.update_xaxes(tickangle=0, tickfont_size=11)
    figure.update_xaxes(type="category", categoryarray=names, range=[-0.5, len(names) - 0.5])
    figure.update_yaxes(
        tickvals=ticks,
        ticktext=[in_man(tick) for tick in ticks],
        range=[ticks[0], ticks[-1] * 1.12],
        color=FAINT_INK,
    )
    add_marks(figure, names, marks)
    return figure


def _unlike(lines: Sequence[Line]) -> list[str]:
    """Two words of one name would be one place of an axis."""
    names = [line.name_ja for line in lines]
    return [
        line.name_ja if names.count(line.name_ja) == 1 else f"{line.name_ja}（{line.key}）" for line in lines
    ]
