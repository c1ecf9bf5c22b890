"""Charts for paper: plain data in, SVG out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import vl_convert

from reports.chart_style import DASHES, HEAT, INK, LINES, SHADES, SHAPES, WIDTH_PT, style
from reports.fonts import Font
from reports.typesetting import break_label

MOST_LINES = 5
PANELS_A_LINE = 4
PANEL_NUMBERS_PT = 34
TREND_HEIGHT = 112
COLUMN_PT = 34.0
# Sharp enough for a slide and for print at the width of a page.
PNG_SCALE = 3.0
# What fits over a picture in the size of a subtitle.
HEAD_EM = 56.0


@dataclass(frozen=True)
class Mark:
    """One figure of a chart."""

    category: str
    series: str
    value: float


@dataclass(frozen=True)
class ChartData:
    """What a chart shows. A heat map has its columns as categories and its rows as series."""

    kind: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    marks: tuple[Mark, ...]
    unit_ja: str
    fiscal_year: int | None
    """The year that is shown; None for a chart over years."""


PictureFormat = Literal["svg", "png"]


def picture(data: ChartData, font: Font, format_: PictureFormat, head: Sequence[str]) -> bytes:
    """The chart as a file of its own, on white; `head` are its title and the lines under it."""
    svg = draw(data, font, head)
    return svg.encode() if format_ == "svg" else vl_convert.svg_to_png(svg, scale=PNG_SCALE)


def draw(data: ChartData, font: Font, head: Sequence[str] = ()) -> str:
    """The chart as SVG; its pixels are points of the page. On paper its words stand outside it: no `head`."""
    vl_convert.register_font_directory(str(font.folder))
    kinds = {"trend": _trend, "bar": _bars, "stacked_bar": _bars, "heat_map": _heat_map}
    values = [
        {"category": m.category, "series": m.series, "rank": data.series.index(m.series), "value": m.value}
        for m in data.marks
    ]
    frame: dict[str, Any] = {"background": None, "padding": 2, "data": {"values": values}}
    if head:
        lines = [line for text in head[1:] for line in break_label(text, HEAD_EM)]
        frame |= {"background": "white", "padding": 12, "title": {"text": head[0], "subtitle": lines}}
    return vl_convert.vegalite_to_svg({**frame, **kinds[data.kind](data)}, config=style(font.family))


def _trend(data: ChartData) -> dict[str, Any]:
    if len(data.series) > MOST_LINES:
        return _panels(data)
    if len(data.series) == 1:
        return _columns(data)
    encoding = {"x": _category(data), "y": _from_zero(data), "color": _by_series(data, LINES)}
    dash = _by_series(data, DASHES) | {"legend": None}
    line = {"mark": {"type": "line", "strokeWidth": 1.4}, "encoding": {"strokeDash": dash}}
    points = {
        "mark": {"type": "point", "filled": True, "size": 34, "opacity": 1},
        "encoding": {"shape": _by_series(data, SHAPES)},
    }
    layers = [line, points, *(_numbers(data) if _leaves_room(data) else [])]
    return _full_width(TREND_HEIGHT) | {"encoding": encoding, "layer": layers}


def _columns(data: ChartData) -> dict[str, Any]:
    """One figure a year."""
    width = min(COLUMN_PT, 0.7 * WIDTH_PT / len(data.categories))
    column = {"mark": {"type": "bar", "width": width, "color": SHADES[2]}}
    encoding = {"x": _category(data), "y": _from_zero(data)}
    # Numbers over narrow columns would run into each other.
    numbers = _numbers(data) if width == COLUMN_PT else []
    return _full_width(TREND_HEIGHT) | {"encoding": encoding, "layer": [column, *numbers]}


def _leaves_room(data: ChartData) -> bool:
    """Whether two lines run so far apart that numbers fit between them."""
    by_category = [[mark.value for mark in data.marks if mark.category == name] for name in data.categories]
    narrowest = min(max(values) - min(values) for values in by_category)
    return len(data.series) == 2 and narrowest > 0.25 * max(mark.value for mark in data.marks)


def _numbers(data: ChartData) -> list[dict[str, Any]]:
    text = {
        "text": {"field": "value", "type": "quantitative", "format": _format(data)},
        "color": {"value": INK},
    }
    return [{"mark": {"type": "text", "dy": -8, "fontSize": 7.5}, "encoding": text}]


def _panels(data: ChartData) -> dict[str, Any]:
    """Too many lines for one picture: a small picture each, every one on its own scale from zero."""
    header = {"title": None, "labelFontSize": 8, "labelPadding": 5, "labelAnchor": "start"}
    y = _value(data, ticks=2) | {"scale": {"nice": False}}
    # Equal room for the numbers, beside and on top, keeps the pictures in line.
    y["axis"] |= {"minExtent": PANEL_NUMBERS_PT, "maxExtent": PANEL_NUMBERS_PT}
    headroom = {
        "mark": {"type": "point", "opacity": 0},
        "encoding": {"y": {"field": "headroom", "type": "quantitative"}},
    }
    width = WIDTH_PT / PANELS_A_LINE - PANEL_NUMBERS_PT - 14
    column = {"type": "bar", "width": 0.5 * width / len(data.categories), "color": SHADES[2]}
    return {
        "facet": {"field": "series", "type": "nominal", "sort": list(data.series), "header": header},
        "columns": PANELS_A_LINE,
        "bounds": "flush",
        "spacing": {"row": 36, "column": PANEL_NUMBERS_PT + 14},
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent"}},
        "spec": {
            "width": width,
            "height": 44,
            "transform": [{"calculate": "1.2 * datum.value", "as": "headroom"}],
            "encoding": {"x": _category(data)},
            "layer": [{"mark": column, "encoding": {"y": y}}, headroom],
        },
    }


def _bars(data: ChartData) -> dict[str, Any]:
    several, stacked = len(data.series) > 1, data.kind == "stacked_bar"
    bare = {"title": None, "grid": False, "ticks": False, "domain": False, "labelPadding": 6}
    encoding: dict[str, Any] = {
        "y": {"field": "category", "type": "nominal", "sort": list(data.categories), "axis": bare},
        "x": _value(data) | {"stack": "zero" if stacked else None},
        "color": _by_series(data, SHADES) if several else {"value": SHADES[0]},
        "order": {"field": "rank"},
    }
    if several and not stacked:
        encoding["yOffset"] = {"field": "series", "sort": list(data.series)}
    step = {"step": 7, "for": "offset"} if several and not stacked else {"step": 16, "for": "position"}
    return _full_width(step) | {
        "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
        "encoding": encoding,
    }


def _heat_map(data: ChartData) -> dict[str, Any]:
    largest = max(mark.value for mark in data.marks)
    steps = [0, *[10**power for power in range(1, 12) if 10**power <= largest]]
    # The figures of such a table differ by powers of ten; on an even scale all but a few places would be blank.
    colour = {
        "field": "value",
        "type": "quantitative",
        "scale": {"type": "symlog", "range": list(HEAT)},
        "legend": {"title": None, "values": steps, "format": ",d", "gradientLength": 150, "orient": "right"},
    }
    bare = {"title": None, "grid": False, "ticks": False, "domain": False}
    x = {"field": "category", "type": "nominal", "sort": list(data.categories)}
    y = {"field": "series", "type": "nominal", "sort": list(data.series)}
    return _full_width({"step": 15}) | {
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 1},
        "encoding": {
            "x": x | {"axis": bare | {"orient": "top", "labelAngle": -35, "labelLimit": 100}},
            "y": y | {"axis": bare},
            "color": colour,
        },
    }


def _full_width(height: float | dict[str, Any]) -> dict[str, Any]:
    return {"width": WIDTH_PT, "height": height, "autosize": {"type": "fit-x", "contains": "padding"}}


def _category(data: ChartData) -> dict[str, Any]:
    axis = {"title": None, "grid": False, "labelAngle": 0, "labelOverlap": True}
    return {"field": "category", "type": "ordinal", "sort": list(data.categories), "axis": axis}


def _value(data: ChartData, ticks: int = 5) -> dict[str, Any]:
    axis = {"title": None, "format": _format(data), "tickCount": ticks, "domain": False, "ticks": False}
    return {"field": "value", "type": "quantitative", "axis": axis}


def _from_zero(data: ChartData) -> dict[str, Any]:
    """A scale from zero, so that a small change does not look like a cliff, with room for a number on top."""
    largest = max(mark.value for mark in data.marks)
    top = {"domainMax": 1.12 * largest, "nice": False} if largest > 0 else {"nice": True}
    return _value(data) | {"scale": {"zero": True, **top}}


def _by_series(data: ChartData, looks: tuple[Any, ...]) -> dict[str, Any]:
    wanted = [looks[index % len(looks)] for index in range(len(data.series))]
    scale = {"domain": list(data.series), "range": wanted}
    longest = max(len(name) for name in data.series)
    legend = {"title": None, "columns": max(1, int(WIDTH_PT / (8 * longest + 26)))}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": legend}


def _format(data: ChartData) -> str:
    return ",d" if all(mark.value == int(mark.value) for mark in data.marks) else ",.1f"
