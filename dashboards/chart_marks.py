"""Dated changes that explain a chart over time: each has a number, at its place on the chart and in the list below."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboards.theme import FAINT_INK, PAPER, RULE
from warehouse.annotations import Annotation


@dataclass(frozen=True)
class Mark:
    """A dated change at its place on the axis of time; `position` is its number in the list below the chart."""

    position: int
    place: str


def month_of(note: Annotation, first_fiscal_year: int, last_fiscal_year: int) -> int:
    """The calendar month at which a chart of these years' months marks a change.

    What began before the years stands at their first month.
    """
    year = note.date.year - (note.date.month < 4)
    return note.date.month if first_fiscal_year <= year <= last_fiscal_year else 4


def numbers_at(place: str, marks: Sequence[Mark]) -> str:
    """`注1・注2`; empty where nothing is marked."""
    return "・".join(f"注{mark.position}" for mark in marks if mark.place == place)


def add_marks(figure: go.Figure, places: Sequence[str], marks: Sequence[Mark]) -> None:
    """A dotted line and the number at each place of an axis of words."""
    for place in dict.fromkeys(mark.place for mark in marks if mark.place in places):
        at = places.index(place)
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            y0=0,
            y1=0.93,
            yref="paper",
            layer="below",
            line={"color": FAINT_INK, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=at,
            y=1.0,
            yref="paper",
            text=numbers_at(place, marks),
            showarrow=False,
            bgcolor=PAPER,
            bordercolor=RULE,
            borderpad=2,
            font={"size": 12, "color": FAINT_INK},
        )
