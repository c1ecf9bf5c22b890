"""Bars as a picture that scales on a projector and on paper: figures over the bars, the year itself in ink."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboards.format import in_man
from dashboards.theme import ACCENT, FAINT_INK, FONT, INK, MUTED, PAPER, SERIES

WIDTH, HEIGHT = 600, 230
TOP, BOTTOM = 34, 30
BARS_WITH_WHOLE_FIGURES = 5
WIDEST_BAR = 92
ROOM_FOR_TEXT = 28


@dataclass(frozen=True)
class Bar:
    """A year's figure; a target, where there is one, is drawn as a dashed line across the bar."""

    label: str
    value: float | None
    text: str
    target: float | None = None


def bars(found: Sequence[Bar], accented: str) -> str:
    """A data address of the picture; the scale begins at zero."""
    known = [n for bar in found for n in (bar.value, bar.target) if n is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    scale = (HEIGHT - TOP - BOTTOM) / ((high - low) or 1.0)
    zero = TOP + high * scale
    step = WIDTH / len(found)
    width = min(WIDEST_BAR, step * 0.6)
    drawn = "".join(
        _bar(bar, step * (i + 0.5), width, zero, scale, bar.label == accented, len(found))
        for i, bar in enumerate(found)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{escape(FONT)}"'
        f' font-size="17" text-anchor="middle" fill="{INK}">{drawn}'
        f'<line x1="0" x2="{WIDTH}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="{FAINT_INK}"/></svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _bar(bar: Bar, x: float, width: float, zero: float, scale: float, is_accented: bool, count: int) -> str:
    label = f'<text x="{x:.1f}" y="{HEIGHT - 8}">{escape(bar.label)}</text>'
    target = "" if bar.target is None else _target(x, width, zero - bar.target * scale)
    if bar.value is None:
        return label + target
    end = zero - bar.value * scale
    text = bar.text if count <= BARS_WITH_WHOLE_FIGURES else in_man(bar.value)
    # A target may lie where the figure would stand over its bar.
    is_inside = bar.target is not None and abs(end - zero) > ROOM_FOR_TEXT
    y = zero - 9 if is_inside else min(end, zero) - 8
    colour = PAPER if is_inside and is_accented else INK
    return (
        f'<rect x="{x - width / 2:.1f}" y="{min(end, zero):.1f}" width="{width:.1f}" height="{abs(end - zero):.1f}"'
        f' fill="{ACCENT if is_accented else MUTED}" stroke="{FAINT_INK}" stroke-width="0.6"/>'
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(text)}</text>{label}{target}'
    )


def _target(x: float, width: float, y: float) -> str:
    reach = width * 0.75
    return (
        f'<line x1="{x - reach:.1f}" x2="{x + reach:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{SERIES[1]}"'
        ' stroke-width="3" stroke-dasharray="7 4"/>'
    )
