"""The one look of all charts: told apart by the colour-blind and on a black-and-white copy."""

from typing import Any

WIDTH_PT = 483
INK, GREY, RULE = "#222222", "#666666", "#d8d8d8"
# Neighbours differ in lightness as well as in hue, so that a copy in grey keeps them apart.
SHADES = (
    "#16324f", "#c46a1b", "#7fa8c4", "#f0d9b0", "#4a4a4a", "#a9bfae",
    "#8a4a12", "#c9d8e2", "#5f7f5f", "#e3b778", "#9a9a9a", "#e9e9e9",
)  # fmt: skip
LINES = ("#16324f", "#c05f0a", "#4f87ad", "#6b6b6b", "#94712f")
DASHES = ([1, 0], [6, 2], [2, 2], [8, 2, 2, 2], [4, 4])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
HEAT = ("#f4f6f8", "#c5d6e2", "#86abc6", "#3f739b", "#12304c")


def style(family: str) -> dict[str, Any]:
    """The configuration that every chart is drawn with."""
    text = {"labelFont": family, "titleFont": family, "labelColor": INK, "titleColor": INK}
    small = {"labelFontSize": 8, "titleFontSize": 8, "titleFontWeight": "normal", "labelFontWeight": "normal"}
    return {
        "font": family,
        "view": {"stroke": None},
        "axis": {
            **text,
            **small,
            "gridColor": RULE,
            "gridWidth": 0.5,
            "domainColor": GREY,
            "tickColor": GREY,
        },
        "header": {**text, "labelFontWeight": "normal"},
        "legend": {
            **text,
            **small,
            "orient": "top",
            "offset": 6,
            "symbolSize": 46,
            "symbolStrokeWidth": 0,
            "labelLimit": 200,
        },
        "text": {"font": family},
        "title": {
            "font": family,
            "subtitleFont": family,
            "color": INK,
            "subtitleColor": GREY,
            "fontSize": 11,
            "subtitleFontSize": 8,
            "fontWeight": "normal",
            "anchor": "start",
            "offset": 8,
        },
    }
