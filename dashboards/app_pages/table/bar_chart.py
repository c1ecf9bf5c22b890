"""Bars of one year: libraries, or the longer axis, against the figures; stacked or side by side."""

from collections.abc import Callable, Sequence

from dashboards.app_pages.table.chart_data import (
    ChartCell,
    Names,
    Picture,
    column_labels,
    listed,
    row_labels,
    written,
)
from dashboards.format import axis_ticks, in_man
from dashboards.theme import FAINT_INK, INK, empty_figure, series_colour

BAR_PX = 30
MARGIN_PX = 90
# With these, ten and more stacked classes can be told apart on a grey print as well.
PATTERNS = ("", "/", ".", "x", "-", "\\")

PathOf = Callable[[ChartCell], str]


def bars(cells: Sequence[ChartCell], stacked: bool, branch: str | None, names: Names) -> Picture:
    by_rows = _rows_are_categories(cells)
    category: PathOf = (lambda c: c.row_path) if by_rows else (lambda c: c.column_path)
    part: PathOf = (lambda c: c.column_path) if by_rows else (lambda c: c.row_path)
    rows, columns = row_labels(cells, names), column_labels(cells, names)
    category_names, part_names = (rows, columns) if by_rows else (columns, rows)
    place = {(category(c), part(c)): c for c in cells}
    totals = [sum(float(c.value) for c in cells if category(c) == path) for path in category_names]
    largest = max(totals) if stacked else max(float(c.value) for c in cells)
    figure = empty_figure(
        height=MARGIN_PX + BAR_PX * len(category_names) * (1 if stacked else len(part_names))
    )
    for rank, (path, label) in enumerate(part_names.items()):
        found = [place.get((c, path)) for c in category_names]
        figure.add_bar(
            orientation="h",
            name=label,
            y=list(category_names.values()),
            x=[float(c.value) if c else None for c in found],
            marker={
                "color": series_colour(rank),
                "opacity": [_opacity(c, branch) for c in found],
                "line": {"color": "#ffffff", "width": 0.6},
                "pattern": {
                    "shape": PATTERNS[rank // 6 % len(PATTERNS)],
                    "fgcolor": "#ffffff",
                    "fillmode": "overlay",
                    "size": 5,
                },
            },
            hovertext=[
                f"{category_names[c]}　{label}　{written(place.get((c, path)))}" for c in category_names
            ],
            hoverinfo="text",
        )
    ticks = axis_ticks(largest, min(0.0, *(float(c.value) for c in cells)))
    figure.update_layout(
        barmode="relative" if stacked else "group", showlegend=len(part_names) > 1, bargap=0.3
    )
    figure.update_xaxes(
        tickvals=ticks,
        ticktext=[in_man(t) for t in ticks],
        showgrid=True,
        gridcolor="#d9d6ce",
        color=FAINT_INK,
    )
    # As printed: the first on top.
    figure.update_yaxes(autorange="reversed", showgrid=False, color=INK)
    return Picture(
        figure,
        f"{listed(list(part_names.values()))}　{names.years[cells[0].table_year]}",
        ("", *part_names.values()),
        tuple((category_names[c], *(written(place.get((c, p))) for p in part_names)) for c in category_names),
    )


def _rows_are_categories(cells: Sequence[ChartCell]) -> bool:
    rows_are_libraries = any(c.row_library for c in cells)
    columns_are_libraries = any(c.column_library for c in cells)
    if rows_are_libraries != columns_are_libraries:
        return rows_are_libraries
    return len({c.row_path for c in cells}) >= len({c.column_path for c in cells})


def _opacity(cell: ChartCell | None, branch: str | None) -> float:
    chosen = branch is None or cell is None or branch in {cell.row_library, cell.column_library}
    return 1.0 if chosen else 0.3
