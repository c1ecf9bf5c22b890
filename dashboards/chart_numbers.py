"""The numbers of a picture on the screen, so that the printed one is drawn from the very same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboards.format import date_ja
from reports.charts import ChartData, Mark

# Category, series, figure.
Found = tuple[str, str, Any]


def numbers_of(figure: go.Figure, title_ja: str, unit_ja: str = "") -> ChartData | None:
    """What bars, lines or a heat map show; None where there is nothing to draw.

    Shades that do not follow the figure itself, such as its digits, carry it as `customdata`.
    """
    traces = [trace for trace in figure.data if trace.visible in (None, True)]
    maps = [trace for trace in traces if trace.type == "heatmap"]
    kind = "heat_map" if maps else _kind(figure, traces)
    found = [f for trace in maps or traces for f in (_cells(trace) if maps else _points(trace, title_ja))]
    marks = tuple(Mark(place, name, float(value)) for place, name, value in found if value is not None)
    if not marks:
        return None
    used = {mark.category for mark in marks}
    # In the order of the axis, on which a series may leave out a year that another one has.
    categories = tuple(place for place in dict.fromkeys(place for place, _, _ in found) if place in used)
    series = tuple(dict.fromkeys(mark.series for mark in marks))
    return ChartData(kind, categories, series, marks, unit_ja, None)


def _kind(figure: go.Figure, traces: list[Any]) -> str:
    """Lines run over years or months, and so do upright bars of one kind; other bars lie."""
    bars = [trace for trace in traces if trace.type == "bar"]
    if len(bars) < len(traces) or (len(bars) == 1 and bars[0].orientation != "h"):
        return "trend"
    return "stacked_bar" if figure.layout.barmode in ("stack", "relative") and len(bars) > 1 else "bar"


def _points(trace: Any, title_ja: str) -> Iterator[Found]:
    lies = trace.type == "bar" and trace.orientation == "h"
    places, values = (trace.y, trace.x) if lies else (trace.x, trace.y)
    listed = _listed(places)
    # Months stand in a picture by their first day.
    are_months = all(place.day == 1 for place in listed if isinstance(place, date))
    for place, value in zip(listed, _listed(values), strict=True):
        if place is not None:
            yield _name(place, are_months), trace.name or title_ja, value


def _cells(trace: Any) -> Iterator[Found]:
    shown = trace.z if trace.customdata is None else trace.customdata
    for row, values in zip(_listed(trace.y), shown, strict=True):
        for column, value in zip(_listed(trace.x), values, strict=True):
            yield _name(column), _name(row), value


def _listed(values: Any) -> list[Any]:
    return [] if values is None else list(values)


def _name(place: Any, are_months: bool = False) -> str:
    if not isinstance(place, date):
        return str(place)
    return f"{place.year}年{place.month}月" if are_months else date_ja(place)
