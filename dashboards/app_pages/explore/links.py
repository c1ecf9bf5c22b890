"""Down and back: where a figure's parts are shown, and the way that led to it."""

from dataclasses import dataclass
from html import escape

from dashboards.app_pages.explore.state import State, Step
from dashboards.cube.dimensions import UNKNOWN_KEY, Dimension
from dashboards.cube.measures import go_together
from dashboards.cube.query import Answer


@dataclass(frozen=True)
class Way:
    """Where the parts of a figure are shown; `is_below_floor` where it is too small to be divided that way."""

    href: str
    is_below_floor: bool = False


def way_down(state: State, answer: Answer, row: str | None, column: str | None) -> Way | None:
    """The parts of a cell (or of a row or column, where the other key is None); None where nothing is finer."""
    if UNKNOWN_KEY in (row, column) or (row is None and column is None):
        return None
    finer_row = _finer(state, state.rows) if row is not None else None
    finer_column = _finer(state, state.columns) if column is not None and state.columns else None
    if not finer_row and not finer_column:
        return None
    step: Step = ()
    rows: Dimension = state.rows
    columns = state.columns
    if row is not None:
        step, rows = ((state.rows, row),), finer_row or state.rows
    if column is not None and state.columns:
        step, columns = (*step, (state.columns, column)), finer_column
    if row is not None and not finer_row and columns:
        # The row is one word now, so what its column is made of becomes the rows.
        rows, columns = columns, None
    added = [d for d in (finer_row, finer_column) if d]
    return Way(
        state.address(rows, columns, (*state.steps, step)),
        answer.is_small(row, column) and any(d.is_personal for d in added),
    )


def nothing_finer_ja(state: State) -> str:
    """What readers are told where no figure of the page leads further; empty where some do."""
    axes = [d for d in (state.rows, state.columns) if d]
    if any(_finer(state, dimension) for dimension in axes):
        return ""
    return f"「{'」「'.join(d.name_ja for d in axes)}」より細かい区分はありません。行と列を選び直すと、別の分け方で見られます。"


def breadcrumb(state: State) -> str:
    """The way that led here, each station a link back."""
    stations = []
    for n, step in enumerate(state.steps):
        (first, _), *others = step
        columns = others[0][0] if others else _kept(state, first)
        href = escape(state.address(first, columns, state.steps[:n]))
        stations.append(f'<a href="{href}" target="_self">{escape(_station_ja(state, n))}</a>')
    stations.append(f'<span aria-current="page">{escape(_station_ja(state, len(state.steps)))}</span>')
    return f'<nav class="nenpo-links" aria-label="絞り込みの道筋">{" › ".join(stations)}</nav>'


def _station_ja(state: State, number: int) -> str:
    if number == 0:
        return f"{state.measure.name_ja}（はじめ）"
    return "・".join(state.word_ja(dimension, key) for dimension, key in state.steps[number - 1])


def _kept(state: State, rows: Dimension) -> Dimension | None:
    """The columns of the page, where they go with other rows."""
    columns = state.columns
    return columns if columns and columns != rows and go_together(state.measure, (rows, columns)) else None


def _finer(state: State, dimension: Dimension) -> Dimension | None:
    """The next finer dimension that the measure has and that is not in use."""
    used = [d for d, _ in state.filters] + [d for d in (state.rows, state.columns) if d]
    for candidate in state.dimensions:
        if (
            candidate.key in dimension.finer
            and candidate not in used
            and go_together(state.measure, (*used, candidate))
        ):
            return candidate
    return None
