"""What a chart shows, taken from the printed table itself, so that chart and table cannot differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts import ChartData, Mark
from warehouse.printed_table import PrintedTable

SUMS = ("合計", "計", "小計")


@dataclass(frozen=True)
class Member:
    """A row or column that the chart asks for."""

    path: str
    labels: tuple[str, ...]
    is_library: bool


@dataclass(frozen=True)
class ChartPlan:
    """The chart that the table's specification asks for. `units` maps a pair of row and column path to its unit."""

    kind: str
    rows: tuple[Member, ...]
    columns: tuple[Member, ...]
    units: dict[tuple[str, str], str]


@dataclass(frozen=True)
class _Figure:
    year: int
    row: str
    column: str
    value: float


def chart_data(table: PrintedTable, plan: ChartPlan, year_names: dict[int, str]) -> ChartData | None:
    """The data of the chart; None when there are fewer than two figures to compare."""
    row_names, column_names = _names(plan.rows), _names(plan.columns)
    figures = _figures(table, row_names, column_names)
    rows_are_years = table.info.years_layout == "series" and len(plan.rows) == 1 and plan.kind != "heat_map"
    over_years = plan.kind == "trend" or rows_are_years
    last_year = max((figure.year for figure in figures), default=table.fiscal_year)
    if over_years:
        figures.sort(key=lambda figure: figure.year)
        marks = [Mark(year_names[f.year], _line_name(f, row_names, column_names), f.value) for f in figures]
    else:
        figures = [figure for figure in figures if figure.year == last_year]
        pairs = [(row_names[f.row], column_names[f.column], f.value) for f in figures]
        turned = _columns_are_categories(plan)
        marks = [
            Mark(column, row, value) if turned else Mark(row, column, value) for row, column, value in pairs
        ]
    categories = tuple(dict.fromkeys(mark.category for mark in marks))
    if len(marks) < 2 or (plan.kind == "trend" and len(categories) < 2):
        return None
    return ChartData(
        kind=plan.kind,
        categories=categories,
        series=tuple(dict.fromkeys(mark.series for mark in marks)),
        marks=tuple(marks),
        unit_ja=_unit(figures, plan),
        fiscal_year=None if over_years else last_year,
    )


def _unit(figures: Sequence[_Figure], plan: ChartPlan) -> str:
    units = {part for f in figures for part in plan.units.get((f.row, f.column), "").split("・")} - {""}
    return "・".join(sorted(units))


def _columns_are_categories(plan: ChartPlan) -> bool:
    """A heat map keeps the table's axes; bars stand for libraries where there are any, else for the longer axis."""
    if plan.kind == "heat_map" or any(member.is_library for member in plan.columns):
        return True
    return not any(member.is_library for member in plan.rows) and len(plan.columns) > len(plan.rows)


def _figures(table: PrintedTable, rows: dict[str, str], columns: dict[str, str]) -> list[_Figure]:
    """The wanted figures in the order of the wanted rows and columns, up to the year that the table prints last."""
    last = table.fiscal_year + table.info.lead_years
    found = [
        _Figure(row.fiscal_year, cell.row_path, cell.column_path, float(cell.value))
        for row in table.rows
        for cell in row.cells
        if cell.value is not None and cell.row_path in rows and cell.column_path in columns
    ]
    order_r, order_c = list(rows), list(columns)
    found.sort(key=lambda figure: (order_r.index(figure.row), order_c.index(figure.column)))
    return [figure for figure in found if figure.year <= last]


def _line_name(figure: _Figure, rows: dict[str, str], columns: dict[str, str]) -> str:
    if len(rows) == 1:
        return columns[figure.column]
    return rows[figure.row] if len(columns) == 1 else f"{rows[figure.row]}・{columns[figure.column]}"


def _names(members: Sequence[Member]) -> dict[str, str]:
    """Paths with the shortest labels that tell them apart; a lone path with its last label that is no word for a sum."""
    if len(members) == 1:
        telling = [label for label in members[0].labels if label not in SUMS]
        return {members[0].path: (telling or members[0].labels)[-1]}
    tail = _shared([member.labels[::-1] for member in members])
    own_labels = [member.labels[: len(member.labels) - tail] or member.labels for member in members]
    last = [own[-1] for own in own_labels]
    names = last if len(set(last)) == len(last) else ["・".join(own) for own in own_labels]
    return {member.path: name for member, name in zip(members, names, strict=True)}


def _shared(heads: Sequence[Sequence[str]]) -> int:
    """How many first labels all have in common."""
    differing = (index for index, parts in enumerate(zip(*heads, strict=False)) if len(set(parts)) > 1)
    return next(differing, min(map(len, heads), default=0))
