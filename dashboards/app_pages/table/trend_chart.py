"""Lines over fiscal years."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboards.app_pages.table.chart_data import ChartCell, Names, Picture, listed, series_namer, written
from dashboards.format import axis_ticks, in_man, span
from dashboards.theme import DASHES, FAINT_INK, SYMBOLS, empty_figure, series_colour
from dashboards.year_bars import year_bars

# More lines than this cannot be told apart; the rest stay grey behind the largest or the chosen ones.
LINES_TOLD_APART = 4
GREY = "#b5b2aa"

Series = Mapping[str, Mapping[int, ChartCell]]


def trend(cells: Sequence[ChartCell], fiscal_year: int, branch: str | None, names: Names) -> Picture:
    name = series_namer(cells, names)
    series: dict[str, dict[int, ChartCell]] = {}
    for cell in cells:
        series.setdefault(name(cell), {})[cell.fiscal_year] = cell
    years = sorted({cell.fiscal_year for cell in cells})
    told = _told_apart(series, branch)
    if len(series) == 1:
        figure = year_bars(
            [names.years[c.fiscal_year] for c in cells],
            [float(c.value) for c in cells],
            [f"{names.years[c.fiscal_year]}　{written(c)}" for c in cells],
            names.years[fiscal_year],
        )
    else:
        figure = _lines(series, years, told, names)
    return Picture(
        figure,
        f"{listed(told)}　{span(names.years[years[0]], names.years[years[-1]])}",
        ("", *(names.years[year] for year in years)),
        tuple((label, *(written(points.get(y)) for y in years)) for label, points in series.items()),
    )


def _lines(series: Series, years: list[int], told: list[str], names: Names) -> go.Figure:
    figure = empty_figure(height=360)
    for label in sorted(series, key=lambda s: s in told):
        _add_line(figure, label, series[label], years, names, told.index(label) if label in told else None)
    if len(told) < len(series):
        figure.add_scatter(
            x=[None], y=[None], mode="lines", line={"color": GREY, "width": 1.2}, name="そのほか"
        )
    figure.update_layout(showlegend=True, hovermode="closest")
    figure.update_xaxes(type="category", categoryarray=[names.years[y] for y in years])
    _scale(figure, [float(c.value) for points in series.values() for c in points.values()])
    return figure


def _told_apart(series: Series, branch: str | None) -> list[str]:
    chosen = [s for s, points in series.items() if any(branch in _libraries(c) for c in points.values())]
    if branch is not None and chosen:
        return chosen[:LINES_TOLD_APART]
    if len(series) <= LINES_TOLD_APART + 2:
        return list(series)
    largest = sorted(series, key=lambda s: max(c.value for c in series[s].values()), reverse=True)
    return [label for label in series if label in largest[:LINES_TOLD_APART]]


def _libraries(cell: ChartCell) -> set[str | None]:
    return {cell.row_library, cell.column_library}


def _add_line(
    figure: go.Figure,
    label: str,
    points: Mapping[int, ChartCell],
    years: list[int],
    names: Names,
    rank: int | None,
) -> None:
    if rank is None:
        line, marker = {"color": GREY, "width": 1.2}, {"symbol": "circle", "size": 4}
    else:
        line = {"color": series_colour(rank), "width": 2.2, "dash": DASHES[rank % len(DASHES)]}
        marker = {"symbol": SYMBOLS[rank % len(SYMBOLS)], "size": 7}
    figure.add_scatter(
        x=[names.years[y] for y in years],
        # A year without a figure is a gap, not a zero.
        y=[float(points[y].value) if y in points else None for y in years],
        name=label,
        mode="lines+markers",
        line=line,
        marker=marker,
        showlegend=rank is not None,
        hovertext=[f"{label}　{names.years[y]}　{written(points.get(y))}" for y in years],
        hoverinfo="text",
    )


def _scale(figure: go.Figure, values: list[float]) -> None:
    ticks = axis_ticks(max(values), min(values))
    figure.update_yaxes(
        tickvals=ticks,
        ticktext=[in_man(t) for t in ticks],
        range=[ticks[0], ticks[-1] * 1.04],
        color=FAINT_INK,
    )
