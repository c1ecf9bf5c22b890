"""One quiet look for every chart: colours, fonts, axes.

The colours differ in hue and, in the order of use, in lightness (about 25, 70, 47, 84, 36, 60 on the L* scale),
so neighbours stay apart for colour-blind readers and on a grey print.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

INK = "#22272e"
FAINT_INK = "#5c646e"
RULE = "#d9d6ce"
PAPER = "#ffffff"
ACCENT = "#1f4e79"
MUTED = "#d4d2cb"
SERIES = ("#173f66", "#d99a2b", "#2f7f86", "#b9d3e6", "#7a3b2e", "#8d95a0")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
# Light enough at its dark end for figures in ink (4.5 to 1).
HEAT = ((0.0, "#f7f6f2"), (0.33, "#c9dbea"), (0.67, "#9dbedb"), (1.0, "#6a9ac4"))

FONT = (
    '"Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Yu Gothic", Meiryo, '
    '"Noto Sans CJK JP", "Noto Sans JP", IPAexGothic, sans-serif'
)

# The tool bar of Plotly speaks English and offers a download that goes round the page's own.
CHART_CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def series_colour(position: int) -> str:
    return SERIES[position % len(SERIES)]


_MARGIN_PX = 8
_CHARACTER_PX = 7.5

# Given to a figure at its beginning: as updates, one after the other, it would take ten times as long.
_LAYOUT: dict[str, Any] = {
    # Left to itself Plotly writes on shades in a grey that is too faint.
    "template": {"data": {"heatmap": [{"textfont": {"color": INK}}]}},
    "paper_bgcolor": PAPER,
    "plot_bgcolor": PAPER,
    "font": {"family": FONT, "size": 13, "color": INK},
    "margin": {"l": _MARGIN_PX, "r": _MARGIN_PX, "t": 12, "b": 8},
    "hoverlabel": {
        "bgcolor": PAPER,
        "bordercolor": RULE,
        "font": {"family": FONT, "size": 13, "color": INK},
    },
    "legend": {
        "orientation": "h",
        "yanchor": "bottom",
        "y": 1.02,
        "x": 0,
        "xanchor": "left",
        "itemclick": False,
        "itemdoubleclick": False,
    },
    # A drag would zoom with no visible way back.
    "dragmode": False,
    "bargap": 0.35,
    "xaxis": {"automargin": True, "showgrid": False, "linecolor": FAINT_INK, "ticks": "", "fixedrange": True},
    "yaxis": {
        "automargin": True,
        "gridcolor": RULE,
        "zerolinecolor": FAINT_INK,
        # Not to be seen: they keep words off the bars.
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": "rgba(0, 0, 0, 0)",
        "fixedrange": True,
    },
}


def empty_figure(height: int) -> go.Figure:
    return go.Figure(layout={**_LAYOUT, "height": height})


def keep_room(figure: go.Figure, texts: Sequence[str]) -> None:
    """Leaves room to the right of lying bars for the texts at their ends, in pixels: a telephone has few."""
    longest = max((_width(text) for text in texts), default=0)
    figure.update_layout(margin_r=_MARGIN_PX + round(longest * _CHARACTER_PX))


def _width(text: str) -> float:
    """In half-width characters."""
    return sum(1 if character.isascii() else 2 for character in text)


def ink_on(colour: str) -> str:
    """Ink or paper, whichever reads better as text on a colour."""
    return max((INK, PAPER), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """How far two colours are apart as WCAG measures it: text needs 4.5."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
