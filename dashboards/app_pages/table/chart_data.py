"""The cells that a picture shows, their labels, and the numbers beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from dashboards.format import number


@dataclass(frozen=True)
class ChartCell:
    """A figure of the grid, with the library of its row and of its column if they have one.

    `table_year` is the year of the table it is printed in, which differs where a table repeats the year before.
    """

    fiscal_year: int
    table_year: int
    row_path: str
    column_path: str
    value: Decimal
    unit: str
    decimals: int
    row_library: str | None
    column_library: str | None
    row_is_item: bool
    column_is_item: bool


@dataclass(frozen=True)
class Selection:
    """What the specification of a table wants drawn; no paths mean all items of that axis."""

    kind: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """What years and libraries are called in a picture."""

    years: Mapping[int, str]
    libraries: Mapping[str, str]


@dataclass(frozen=True)
class Picture:
    """A figure, what it shows in words, and its numbers: heads, then a row a series or category."""

    figure: go.Figure
    title_ja: str
    heads: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]

    @property
    def is_small(self) -> bool:
        """Whether its numbers find room beside it on a wide screen."""
        return 0 < len(self.heads) <= 6 and len(self.numbers) <= 14


def chosen_cells(cells: Sequence[ChartCell], selection: Selection, branch: str | None) -> list[ChartCell]:
    """The cells that the specification names; where it names totals only, a chosen branch takes their place."""
    rows = {c.row_path: (c.row_library, c.row_is_item) for c in cells}
    columns = {c.column_path: (c.column_library, c.column_is_item) for c in cells}
    wanted_rows = _wanted(selection.rows, rows, branch)
    wanted_columns = _wanted(selection.columns, columns, branch)
    return [c for c in cells if c.row_path in wanted_rows and c.column_path in wanted_columns]


def _wanted(
    named: Sequence[str], members: Mapping[str, tuple[str | None, bool]], branch: str | None
) -> set[str]:
    paths = {path for path in named if path in members} or {
        p for p, (_, is_item) in members.items() if is_item
    }
    of_branch = {path for path, (library, _) in members.items() if branch is not None and library == branch}
    names_libraries = any(members[path][0] for path in paths)
    return of_branch if of_branch and not names_libraries else paths


def row_labels(cells: Sequence[ChartCell], names: Names) -> dict[str, str]:
    return _labels({c.row_path: c.row_library for c in cells}, names)


def column_labels(cells: Sequence[ChartCell], names: Names) -> dict[str, str]:
    return _labels({c.column_path: c.column_library for c in cells}, names)


def _labels(members: Mapping[str, str | None], names: Names) -> dict[str, str]:
    """Libraries by name where each has one path; other paths without the heads that all of them share."""
    libraries = [library for library in members.values() if library]
    if len(set(libraries)) == len(members):
        return {path: names.libraries.get(library or "", path) for path, library in members.items()}
    # Paths are written half-width; the table beside prints spans of ages with the wide sign.
    return {path: label.replace("~", "～") for path, label in short_labels(list(members)).items()}


def short_labels(paths: Sequence[str]) -> dict[str, str]:
    """The innermost heads where they tell the paths apart; otherwise the heads that differ.

    `貸出冊数/図書/一般` beside `貸出冊数/視聴覚` is `一般`; `図書館費/決算額` beside `資料費/決算額` is `図書館費`.
    """
    parts = [path.split("/") for path in paths]
    if len(paths) == 1:
        return {paths[0]: " ".join(parts[0])}
    if len({p[-1] for p in parts}) == len(paths):
        return {path: p[-1] for path, p in zip(paths, parts, strict=True)}
    while all(len(p) > 1 for p in parts) and len({p[-1] for p in parts}) == 1:
        parts = [p[:-1] for p in parts]
    while all(len(p) > 1 for p in parts) and len({p[0] for p in parts}) == 1:
        parts = [p[1:] for p in parts]
    return {path: " ".join(p) for path, p in zip(paths, parts, strict=True)}


def listed(names: Sequence[str]) -> str:
    """The first few names, for a title."""
    return "、".join(names[:4]) + ("ほか" if len(names) > 4 else "")


def series_namer(cells: Sequence[ChartCell], names: Names) -> Callable[[ChartCell], str]:
    """Names a series by its row and column, leaving out an axis on which nothing differs but keeping libraries."""
    rows, columns = row_labels(cells, names), column_labels(cells, names)
    names_rows = len(rows) > 1 or any(cell.row_library for cell in cells)
    names_columns = len(columns) > 1 or len(rows) == 1

    def name(cell: ChartCell) -> str:
        parts = [rows[cell.row_path]] if names_rows else []
        parts += [columns[cell.column_path]] if names_columns else []
        return " ".join(parts)

    return name


def written(cell: ChartCell | None) -> str:
    """A figure as text, empty where there is none."""
    return "" if cell is None else number(cell.value, cell.decimals) + ("%" if cell.unit == "%" else "")
