"""Dated changes that explain an answer: numbered at their places on the picture, and as lines below it."""

from collections.abc import Sequence

from dashboards.app_pages.explore.state import TIME, State
from dashboards.changes import changes
from dashboards.chart_marks import Mark, month_of
from dashboards.cube.dimensions import Dimension
from dashboards.places import fiscal_year_names
from warehouse.annotations import Annotation


def changes_shown(state: State) -> list[Annotation]:
    """Those of the years that are shown, of the chosen library or of all."""
    codes = [key for dimension, key in state.filters if dimension.key == "library"]
    years = state.request.asked_years
    return changes(state.municipality.code, [state.measure.key], years[0], years[-1], codes)


def marks(state: State, found: Sequence[Annotation]) -> list[Mark]:
    """At the word of the picture's axis of time; none where the picture has no such axis."""
    time = _time(state)
    years = state.request.asked_years
    if time is None:
        return []
    return [
        Mark(n, str(note.fiscal_year if time.key == "fiscal_year" else month_of(note, years[0], years[-1])))
        for n, note in enumerate(found, 1)
    ]


def notes(state: State, found: Sequence[Annotation]) -> list[str]:
    """The changes in words, numbered where the picture shows their numbers."""
    names = fiscal_year_names()
    lines = [f"{names[note.fiscal_year]}　{note.label_ja}" for note in found]
    return [f"注{n}　{line}" for n, line in enumerate(lines, 1)] if _time(state) else lines


def _time(state: State) -> Dimension | None:
    """Bars are of the rows alone."""
    axes = (state.rows,) if state.picture == "bars" else (state.columns, state.rows)
    return next((d for d in axes if d and d.key in TIME), None)
