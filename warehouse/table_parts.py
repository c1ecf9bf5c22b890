"""What a printed table is made of, read from the published file: heads, cells, notes."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from warehouse.errors import UserError
from warehouse.figures import Figures
from warehouse.open import Published
from warehouse.origin import sources

_ENTRY = re.compile(r"\d{3}")
Key = tuple[str, int]  # municipality_code, edition


@dataclass(frozen=True)
class TableInfo:
    """What a table is, and the years it is printed for. `chart` names what its picture draws."""

    table_id: str
    table_no: str
    title_ja: str
    chapter: str
    chapter_title_ja: str
    unit_ja: str | None
    layout: str
    years_layout: str
    lead_years: int
    fiscal_years: tuple[int, ...]
    chart: dict[str, Any] | None


@dataclass(frozen=True)
class Head:
    """A row or column of the specification."""

    path: str
    labels: tuple[str, ...]
    role: str
    measure: str | None
    year_offset: int
    library_code: str | None
    is_text: bool
    is_carried: bool


@dataclass(frozen=True)
class CellData:
    """A cell of `rpt_yearbook__shown`."""

    row_path: str
    column_path: str
    fiscal_year: int
    as_of_date: date | None
    measure: str
    unit: str
    value: Decimal | None
    value_text: str | None
    status: str
    source: str = ""
    is_computed: bool = False


@dataclass(frozen=True)
class TableParts:
    """A table's heads in printed order, its cells by place, its notes."""

    info: TableInfo
    row_heads: tuple[str, ...]
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: dict[tuple[str, str, int], CellData]
    note_rows: tuple[tuple[str, str, int | None, int | None], ...]
    note_offsets: dict[str, int]
    decimals: dict[str, int]

    @property
    def source(self) -> str:
        """Where the figures of every year come from."""
        return sources(self.cells.values())

    def cell(self, row: Head, column: Head, table_year: int) -> CellData | None:
        """The cell at a place under a year of the table."""
        return self.cells.get((row.path, column.path, table_year + row.year_offset + column.year_offset))

    def carried_text(self, row: Head, column: Head, table_year: int) -> str | None:
        """The text above a blank in a column that carries it on."""
        if not column.is_carried or row.role != "item":
            return None
        above = self.rows[: self.rows.index(row)]
        cells = (self.cell(other, column, table_year) for other in reversed(above))
        return next((cell.value_text for cell in cells if cell), None)

    def has_row(self, row: Head, table_year: int) -> bool:
        """Whether anything is printed in the row; what a city does not have is not drawn."""
        return any(self.cell(row, column, table_year) for column in self.columns)

    def has_column(self, column: Head, table_years: list[int]) -> bool:
        """Whether anything is printed in the column in any of the years."""
        return any(self.cell(row, column, year) for row in self.rows for year in table_years)

    def bracket_after(self, column: Head) -> Head | None:
        """The column whose figures stand in brackets behind those of this one."""
        position = self.columns.index(column) + 1
        following = self.columns[position] if position < len(self.columns) else None
        return following if following and following.role == "bracket" else None

    def notes_for(self, table_years: list[int]) -> list[str]:
        """Notes that hold for any of the years, with their markers."""
        first, last = min(table_years), max(table_years)
        return [
            _marked(marker, text)
            for marker, text, start, end in self.note_rows
            if (start is None or start <= last) and (end is None or end >= first)
        ]

    def as_of_ja(self, table_years: list[int]) -> str | None:
        """The day on which the stocks in the table were counted, when it is one day, or one day of each year."""
        days = {c.as_of_date for c in self.cells.values() if c.fiscal_year in table_years and c.as_of_date}
        if len({(day.month, day.day) for day in days}) != 1:
            return None
        day = max(days)
        return f"{f'{day.year}年' if len(days) == 1 else '各年'}{day.month}月{day.day}日現在"


def _marked(marker: str, text: str) -> str:
    """A sign such as ※ leads its note directly; a word stands in brackets."""
    return f"（{marker}）{text}" if marker.isalnum() else f"{marker}{text}"


def list_tables(published: Published, municipality_code: str, edition: int) -> list[TableInfo]:
    """Tables of an edition in printed order."""
    found = published.rows(
        "select table_id, table_no, title_ja, chapter, chapter_title_ja, unit_ja, layout, years_layout, lead_years, table_years,"
        " chart_kind from rpt_yearbook__tables where municipality_code = ? and edition = ? order by sort_order, table_id",
        [municipality_code, edition],
    )
    charts = _charts(published, (municipality_code, edition))
    return [_info(row, charts) for row in found]


def read_parts(
    published: Published,
    municipality_code: str,
    edition: int,
    table_id: str,
    figures: Figures = Figures.COMPUTED,
) -> TableParts:
    """Everything that is needed to draw a table.

    Raises:
        UserError: the edition has no such table.
    """
    tables = {t.table_id: t for t in list_tables(published, municipality_code, edition)}
    if table_id not in tables:
        raise UserError(f"表「{table_id}」はこの年報にありません。「年報」の一覧から選んでください。")
    key = (municipality_code, edition)
    heads = _heads(published, key, table_id)
    cells = _cells(published, key, table_id, figures)
    row_heads = published.rows(
        "select row_heads from rpt_yearbook__tables where municipality_code = ? and edition = ? and table_id = ?",
        [*key, table_id],
    )
    notes = published.rows(
        "select marker, text_ja, fiscal_year_from, fiscal_year_to from rpt_yearbook__notes"
        " where municipality_code = ? and edition = ? and table_id = ? order by position",
        [*key, table_id],
    )
    return TableParts(
        info=tables[table_id],
        row_heads=tuple(json.loads(row_heads[0][0])),
        rows=_with_entries(heads["row"], cells),
        columns=heads["column"],
        cells=cells,
        note_rows=tuple(notes),
        note_offsets={head.path: head.year_offset for head in heads["note"]},
        decimals=dict(published.rows("select measure_id, decimals from dim_measure")),
    )


def _with_entries(rows: tuple[Head, ...], cells: dict[tuple[str, str, int], CellData]) -> tuple[Head, ...]:
    """Put the entries of a list, by their running number, where the specification says `#`."""
    entries = sorted({row_path for row_path, _, _ in cells if _ENTRY.fullmatch(row_path)})
    return tuple(
        head
        for row in rows
        for head in (
            [row] if row.path != "#" else [replace(row, path=e, labels=(str(int(e)),)) for e in entries]
        )
    )


def _info(row: tuple[Any, ...], charts: dict[str, dict[str, list[str]]]) -> TableInfo:
    *plain, lead_years, table_years, kind = row
    table_id, table_no, title, chapter, chapter_title, unit, layout, years_layout = plain
    chart = {"kind": kind, **charts.get(table_id, {})} if kind and kind != "none" else None
    return TableInfo(
        table_id,
        table_no,
        title,
        chapter,
        chapter_title,
        unit,
        layout,
        years_layout,
        lead_years,
        tuple(table_years),
        chart,
    )


def _charts(published: Published, key: Key) -> dict[str, dict[str, list[str]]]:
    charts: dict[str, dict[str, list[str]]] = {}
    for table_id, axis, path in published.rows(
        "select table_id, axis, path from rpt_yearbook__charts where municipality_code = ? and edition = ?"
        " order by table_id, axis, position",
        key,
    ):
        charts.setdefault(table_id, {"rows": [], "columns": []})[f"{axis}s"].append(path)
    return charts


def _heads(published: Published, key: Key, table_id: str) -> dict[str, tuple[Head, ...]]:
    heads: dict[str, list[Head]] = {"row": [], "column": [], "note": []}
    for axis, path, labels, *rest in published.rows(
        "select axis, path, labels, role, measure_id, year_offset, library_code, is_text,"
        " is_carried from rpt_yearbook__axis_members"
        " where municipality_code = ? and edition = ? and table_id = ? order by position",
        [*key, table_id],
    ):
        heads[axis].append(Head(path, tuple(json.loads(labels)), *rest))
    return {axis: tuple(found) for axis, found in heads.items()}


def _cells(
    published: Published, key: Key, table_id: str, figures: Figures
) -> dict[tuple[str, str, int], CellData]:
    found = published.rows(
        "select row_path, column_path, fiscal_year, as_of_date, measure, unit, value, value_text, value_status, source,"
        f" coalesce(is_computed, false) from {figures.relation}"
        " where municipality_code = ? and edition = ? and table_id = ?",
        [*key, table_id],
    )
    return {(row[0], row[1], row[2]): CellData(*row) for row in found}
