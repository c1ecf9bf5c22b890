"""Lines of an indicator and its rivals over fiscal years; bars of the places of one year. Pure: values in, figure out."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboards.app_pages.indicators.data import Break, Series
from dashboards.app_pages.indicators.tables import named, written
from dashboards.format import axis_ticks, in_man
from dashboards.indicators import Definition
from dashboards.theme import ACCENT, DASHES, FAINT_INK, SYMBOLS, empty_figure, series_colour

BAR_PX = 32
MARGIN_PX = 70


def trend(
    found: Series,
    definitions: Sequence[Definition],
    place: str,
    years: Sequence[int],
    short: Mapping[int, str],
    breaks: Sequence[Break],
) -> go.Figure:
    """A line a definition, told apart by colour, dash and symbol; the number of each change stands over its first year."""
    figure = empty_figure(height=340)
    heads = [short[year] for year in years]
    numbers = []
    for rank, d in enumerate(definitions):
        points = [found.get((d, place), {}).get(year) for year in years]
        # A year without a value is a gap, not a zero.
        values = [None if point is None or point.shown is None else float(point.shown) for point in points]
        numbers += [value for value in values if value is not None]
        figure.add_scatter(
            x=heads,
            y=values,
            name=d.name_ja,
            mode="lines+markers",
            line={"color": series_colour(rank), "width": 2.2, "dash": DASHES[rank % len(DASHES)]},
            marker={"symbol": SYMBOLS[rank % len(SYMBOLS)], "size": 8},
            hovertext=[
                f"{d.name_ja}　{head}　{written(d, point)}{d.unit_ja}"
                for head, point in zip(heads, points, strict=True)
            ],
            hoverinfo="text",
        )
    ticks = axis_ticks(max(numbers), min(numbers))
    figure.update_yaxes(
        tickvals=ticks,
        ticktext=[in_man(tick) for tick in ticks],
        range=[ticks[0], ticks[-1] * 1.04],
        color=FAINT_INK,
    )
    figure.update_xaxes(type="category", categoryarray=heads)
    # Legend below: the numbers of the changes stand on top.
    figure.update_layout(
        showlegend=True, hovermode="closest", margin={"t": 34}, legend={"y": -0.16, "yanchor": "top"}
    )
    for year in years:
        touching = [str(n) for n, b in enumerate(breaks, start=1) if b.fiscal_years[0] == year]
        if touching:
            _mark(figure, short[year], "・".join(touching))
    return figure


def _mark(figure: go.Figure, head: str, text: str) -> None:
    figure.add_shape(
        type="line",
        x0=head,
        x1=head,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": FAINT_INK, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(x=head, y=1, yref="paper", yanchor="bottom", text=text, showarrow=False)


def bars(found: Series, definition: Definition, places: Sequence[str], year: int) -> go.Figure:
    """A bar a place with its figure; a place without a value has none."""
    values = [found.get((definition, place), {}).get(year) for place in places]
    shown = [None if value is None or value.shown is None else float(value.shown) for value in values]
    texts = [written(definition, value) for value in values]
    figure = empty_figure(height=MARGIN_PX + BAR_PX * len(places))
    figure.add_bar(
        orientation="h",
        y=[named(place) for place in places],
        x=shown,
        marker_color=ACCENT,
        text=texts,
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"{named(p)}　{text}{definition.unit_ja}" for p, text in zip(places, texts, strict=True)],
        hoverinfo="text",
        showlegend=False,
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, type="category")
    # Room at the right for the figure of the longest bar.
    figure.update_xaxes(visible=False, range=[0, max(v for v in shown if v is not None) * 1.3])
    return figure
