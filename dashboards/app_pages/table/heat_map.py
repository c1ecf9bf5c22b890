"""A matrix as shades, such as where things are asked for against where they are fetched."""

from collections.abc import Sequence
from math import log10
from typing import Any

import plotly.graph_objects as go

from dashboards.app_pages.table.chart_data import (
    ChartCell,
    Names,
    Picture,
    column_labels,
    row_labels,
    written,
)
from dashboards.theme import HEAT, empty_figure

ROW_PX = 34
MARGIN_PX = 120


def heat_map(cells: Sequence[ChartCell], branch: str | None, names: Names) -> Picture:
    rows, columns = row_labels(cells, names), column_labels(cells, names)
    place = {(c.row_path, c.column_path): c for c in cells}
    grid = [[place.get((r, k)) for k in columns] for r in rows]
    figure = empty_figure(height=MARGIN_PX + ROW_PX * len(rows))
    figure.add_heatmap(
        x=list(columns.values()),
        y=list(rows.values()),
        # Counts differ by thousands of times: shades follow the number of digits, the cells show the numbers.
        z=[[log10(max(float(c.value), 0) + 1) if c else None for c in line] for line in grid],
        customdata=[[float(c.value) if c else None for c in line] for line in grid],
        text=[[written(c) for c in line] for line in grid],
        texttemplate="%{text}",
        hovertext=[
            [f"{rows[r]} → {columns[k]}　{written(place.get((r, k)))}" for k in columns] for r in rows
        ],
        hoverinfo="text",
        colorscale=[list(stop) for stop in HEAT],
        showscale=False,
        xgap=1,
        ygap=1,
    )
    figure.update_xaxes(side="top", tickangle=-35, showline=False)
    figure.update_yaxes(autorange="reversed", showgrid=False, showline=False)
    _outline(figure, cells, branch, list(rows), list(columns))
    title = f"行と列の組み合わせ　{names.years[cells[0].table_year]}（色の濃さは数値の桁に応じます）"
    # Its numbers stand in the cells, and in the printed table of the same shape.
    return Picture(figure, title, (), ())


def _outline(
    figure: go.Figure, cells: Sequence[ChartCell], branch: str | None, rows: list[str], columns: list[str]
) -> None:
    """A frame round the row and the column of the chosen branch."""
    frame: dict[str, Any] = {"type": "rect", "line": {"color": "#d99a2b", "width": 2.5}}
    for path in {c.row_path for c in cells if branch is not None and c.row_library == branch}:
        y = rows.index(path)
        figure.add_shape(**frame, x0=-0.5, x1=len(columns) - 0.5, y0=y - 0.5, y1=y + 0.5)
    for path in {c.column_path for c in cells if branch is not None and c.column_library == branch}:
        x = columns.index(path)
        figure.add_shape(**frame, x0=x - 0.5, x1=x + 0.5, y0=-0.5, y1=len(rows) - 0.5)
