"""Bars by ward, and bars of two years by programme."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboards.app_pages.community_centres.data import Figure
from dashboards.format import number
from dashboards.theme import ACCENT, MUTED, empty_figure, keep_room

ROW_PX = 46


def by_ward(counts: Mapping[str, int]) -> go.Figure:
    figure = empty_figure(height=60 + 34 * len(counts))
    figure.add_bar(
        y=list(counts),
        x=list(counts.values()),
        orientation="h",
        marker_color=ACCENT,
        text=[f"{count}館" for count in counts.values()],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False)
    figure.update_xaxes(visible=False, range=[0, max(counts.values())])
    keep_room(figure, [f"{count}館" for count in counts.values()])
    return figure


def by_programme(figures: Sequence[Figure], now_ja: str, before_ja: str) -> go.Figure:
    """This year over the year before; the figures stand at the ends of the bars."""
    picture = empty_figure(height=90 + ROW_PX * len(figures))
    names = _names(figures)
    for label, colour, values in (
        (now_ja, ACCENT, [f.now for f in figures]),
        (before_ja, MUTED, [f.before for f in figures]),
    ):
        picture.add_bar(
            y=names,
            x=[float(value or 0) for value in values],
            name=label,
            orientation="h",
            marker_color=colour,
            text=[f"{number(v, f.decimals)}{f.unit_ja}" for v, f in zip(values, figures, strict=True)],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    # Drawn from below: turned round, the first programme and this year come on top.
    picture.update_yaxes(autorange="reversed", type="category", showgrid=False)
    largest = max(float(max(f.now, f.before or 0)) for f in figures)
    picture.update_xaxes(visible=False, range=[0, largest])
    keep_room(picture, [f"{number(v, f.decimals)}{f.unit_ja}" for f in figures for v in (f.now, f.before)])
    picture.update_layout(bargap=0.3)
    return picture


def _names(figures: Sequence[Figure]) -> list[str]:
    """Titles of the programmes, with what is counted where a programme has two bars."""
    titles = [figure.title_ja for figure in figures]
    return [
        figure.title_ja if titles.count(figure.title_ja) == 1 else f"{figure.title_ja}（{figure.head_ja}）"
        for figure in figures
    ]
