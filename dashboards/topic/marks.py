"""Dated changes that explain a topic: numbered, at their places on charts, and as lines in words."""

from collections.abc import Mapping

from dashboards.chart_marks import Mark, month_of
from dashboards.places import fiscal_year_names
from dashboards.published import frame, published
from dashboards.topic.state import State
from warehouse.annotations import Annotation, annotations_for


def month_marks(state: State) -> list[Mark]:
    """What began before the year stands at its first month."""
    found = _between(state, state.year, state.year)
    return [
        Mark(position, f"{month_of(note, state.year, state.year)}月")
        for position, note in enumerate(found, 1)
    ]


def month_notes(state: State) -> list[str]:
    """The same as lines below the chart."""
    found = _between(state, state.year, state.year)
    return [f"注{position}　{note.label_ja}" for position, note in enumerate(found, 1)]


def year_marks(state: State, years: Mapping[int, str]) -> list[Mark]:
    """Changes within the years that a chart shows, at their fiscal years; `years` are the words of its axis."""
    found = _between(state, min(years), max(years))
    return [Mark(position, years[note.fiscal_year]) for position, note in enumerate(found, 1)]


def year_notes(state: State, years: Mapping[int, str]) -> list[str]:
    """The same as lines below the chart."""
    names = fiscal_year_names()
    found = _between(state, min(years), max(years))
    return [
        f"注{position}　{names[note.fiscal_year]}　{note.label_ja}" for position, note in enumerate(found, 1)
    ]


def _between(state: State, first: int, last: int) -> list[Annotation]:
    measures = frame(
        "select measure_id from dim_measure where quantity = ? or measure_id in (?, ?)",
        state.part.key,
        state.part.key,
        state.part.printed or "",
    )["measure_id"].to_list()
    codes = [state.library_code] if state.library_code else []
    return annotations_for(published(), state.municipality.code, measures, first, last, codes)
