"""The picture that suits a table, from its cells and its specification. Pure: cells in, figure and numbers out."""

from collections.abc import Sequence

from dashboards.app_pages.table.bar_chart import bars
from dashboards.app_pages.table.chart_data import ChartCell, Names, Picture, Selection, chosen_cells
from dashboards.app_pages.table.heat_map import heat_map
from dashboards.app_pages.table.trend_chart import trend


def picture(
    cells: Sequence[ChartCell], selection: Selection, fiscal_year: int, branch: str | None, names: Names
) -> Picture | None:
    """A trend shows every year, the other pictures the one chosen; None where nothing is printed to draw."""
    if selection.kind != "trend":
        cells = [cell for cell in cells if cell.table_year == fiscal_year]
    chosen = chosen_cells(cells, selection, branch)
    if not chosen:
        return None
    if selection.kind == "trend":
        return trend(chosen, fiscal_year, branch, names)
    if selection.kind == "heat_map":
        return heat_map(chosen, branch, names)
    return bars(chosen, selection.kind == "stacked_bar", branch, names)
