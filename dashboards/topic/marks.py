"""Dated changes that explain a topic: numbered, at their places on charts, and as lines in words."""

from collections.abc import Mapping, Sequence

from dashboards.changes import changes
from dashboards.chart_marks import Mark, month_of
from dashboards.places import fiscal_year_names
from dashboards.topic.state import State
from warehouse.annotations import Annotation


def month_changes(state: State) -> list[Annotation]:
    """Changes within the chosen year."""
    return _between(state, state.year, state.year)


def month_marks(state: State, found: Sequence[Annotation]) -> list[Mark]:
    """What began before the year stands at its first month."""
    return [
        Mark(position, f"{month_of(note, state.year, state.year)}月")
        for position, note in enumerate(found, 1)
    ]


def month_notes(found: Sequence[Annotation]) -> list[str]:
    """The same as lines below the chart."""
    return [f"注{position}　{note.label_ja}" for position, note in enumerate(found, 1)]


def year_changes(state: State, years: Mapping[int, str]) -> list[Annotation]:
    """Changes within the years that a chart shows; `years` are the words of its axis."""
    return _between(state, min(years), max(years))


def year_marks(found: Sequence[Annotation], years: Mapping[int, str]) -> list[Mark]:
    """Each at its fiscal year; a change of a year that the chart leaves out stands at the next one."""
    return [
        Mark(position, years[min(year for year in years if year >= note.fiscal_year)])
        for position, note in enumerate(found, 1)
    ]


def year_notes(found: Sequence[Annotation]) -> list[str]:
    """The same as lines below the chart."""
    names = fiscal_year_names()
    return [
        f"注{position}　{names[note.fiscal_year]}　{note.label_ja}" for position, note in enumerate(found, 1)
    ]


def _between(state: State, first: int, last: int) -> list[Annotation]:
    measures = [state.part.key, *filter(None, [state.part.printed])]
    codes = [state.library_code] if state.library_code else []
    return changes(state.municipality.code, measures, first, last, codes)
