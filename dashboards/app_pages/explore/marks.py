"""Dated changes that explain an answer: numbered at their places on the picture, and as lines below it."""

from dashboards.app_pages.explore.state import TIME, State
from dashboards.chart_marks import Mark, month_of
from dashboards.cube.dimensions import Dimension
from dashboards.places import fiscal_year_names
from dashboards.published import frame, published
from warehouse.annotations import Annotation, annotations_for


def marks(state: State) -> list[Mark]:
    """At the word of the picture's axis of time; none where the picture has no such axis."""
    time = _time(state)
    years = state.request.asked_years
    if time is None:
        return []
    return [
        Mark(n, str(note.fiscal_year if time.key == "fiscal_year" else month_of(note, years[0], years[-1])))
        for n, note in enumerate(_changes(state), 1)
    ]


def notes(state: State) -> list[str]:
    """The changes in words, numbered where the picture shows their numbers."""
    names = fiscal_year_names()
    lines = [f"{names[note.fiscal_year]}　{note.label_ja}" for note in _changes(state)]
    return [f"注{n}　{line}" for n, line in enumerate(lines, 1)] if _time(state) else lines


def _time(state: State) -> Dimension | None:
    """Bars are of the rows alone."""
    axes = (state.rows,) if state.picture == "bars" else (state.columns, state.rows)
    return next((d for d in axes if d and d.key in TIME), None)


def _changes(state: State) -> list[Annotation]:
    """Those of the years that are shown, of the chosen library or of all."""
    measures = frame(
        "select measure_id from dim_measure where quantity = ? or measure_id = ?",
        state.measure.key,
        state.measure.key,
    )["measure_id"].to_list()
    codes = [key for dimension, key in state.filters if dimension.key == "library"]
    years = state.request.asked_years
    return annotations_for(published(), state.municipality.code, measures, years[0], years[-1], codes)
