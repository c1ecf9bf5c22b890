"""Dated changes that explain a year of a topic: numbered, at their months and as lines in words."""

from dashboards.places import fiscal_year_names
from dashboards.published import frame, published
from dashboards.topic.charts import MonthMark
from dashboards.topic.state import State
from warehouse.annotations import Annotation, annotations_for


def month_marks(state: State) -> list[MonthMark]:
    """What began before the year stands at its first month."""
    found = []
    for position, note in enumerate(_annotations(state), 1):
        year = note.date.year - (note.date.month < 4)
        month = note.date.month if year == state.year else 4
        found.append(MonthMark(position, f"{month}月"))
    return found


def notes(state: State) -> list[str]:
    """The same as lines below the chart."""
    return [f"注{position}　{note.label_ja}" for position, note in enumerate(_annotations(state), 1)]


def year_notes(state: State) -> list[str]:
    """Changes since the first year that is shown, under a series of years."""
    names = fiscal_year_names()
    found = _between(state, min(state.years), max(state.years))
    return [f"{names[note.fiscal_year]}　{note.label_ja}" for note in found]


def _annotations(state: State) -> list[Annotation]:
    return _between(state, state.year, state.year)


def _between(state: State, first: int, last: int) -> list[Annotation]:
    measures = frame(
        "select measure_id from dim_measure where quantity = ? or measure_id in (?, ?)",
        state.part.key,
        state.part.key,
        state.part.printed or "",
    )["measure_id"].to_list()
    codes = [state.library_code] if state.library_code else []
    return annotations_for(published(), state.municipality.code, measures, first, last, codes)
