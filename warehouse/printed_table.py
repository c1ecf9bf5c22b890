"""A table as it is printed: heads with their spans, cells as text, notes. What pages and paper both render."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from warehouse.errors import UserError
from warehouse.figures import Figures, published_note, years_with_both
from warehouse.format import figure, fill_note, fiscal_year_names, year_label
from warehouse.open import Published
from warehouse.origin import computed_note, sources
from warehouse.table_parts import Head, TableInfo, TableParts, list_tables, read_parts

__all__ = [
    "HeaderCell",
    "PrintedCell",
    "PrintedRow",
    "PrintedTable",
    "TableInfo",
    "list_tables",
    "printed_table",
]


@dataclass(frozen=True)
class HeaderCell:
    """A head over one or more columns."""

    text: str
    rowspan: int
    colspan: int
    is_stub: bool


@dataclass(frozen=True)
class PrintedCell:
    """A head of a row or a figure; a cell covered by a rowspan above is absent, as in HTML.

    `carried_text` is what a blank of a list stands for: the text above it, which still holds.
    """

    text: str
    is_stub: bool
    rowspan: int = 1
    colspan: int = 1
    status: str | None = None
    value: Decimal | None = None
    row_path: str | None = None
    column_path: str | None = None
    fiscal_year: int | None = None
    is_text: bool = False
    carried_text: str | None = None


@dataclass(frozen=True)
class PrintedRow:
    """A row of the body; role is item, subtotal or total."""

    role: str
    fiscal_year: int
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A whole table for a year, or for every year of its edition."""

    info: TableInfo
    fiscal_year: int
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[PrintedRow, ...]
    notes: tuple[str, ...]
    as_of_ja: str | None
    source: str

    @property
    def figures(self) -> int:
        """How many of its cells hold a number."""
        return sum(cell.value is not None for row in self.rows for cell in row.cells)


def printed_table(
    published: Published,
    municipality_code: str,
    edition: int,
    table_id: str,
    fiscal_year: int,
    *,
    whole_edition: bool = False,
    figures: Figures = Figures.COMPUTED,
) -> PrintedTable:
    """Render a table from its specification and its cells.

    Args:
        published: the open build.
        municipality_code: five digits.
        edition: year of the printed yearbook.
        table_id: such as `t04_1_individual_loans`.
        fiscal_year: the year wanted; a table that prints a series shows it up to that year.
        whole_edition: print every year of the edition instead.
        figures: which figure stands where a place has a computed and a published one.

    Raises:
        UserError: the table has no figures for that year.
    """
    parts = read_parts(published, municipality_code, edition, table_id, figures)
    years = _years(parts.info, fiscal_year, whole_edition)
    columns = [head for head in parts.columns if head.role != "bracket" and parts.has_column(head, years)]
    blocks = [(year, [row for row in parts.rows if parts.has_row(row, year)]) for year in years]
    hides_rows = (
        parts.info.years_layout == "series" and len({r.path for _, rows in blocks for r in rows}) == 1
    )
    stubs = _stub_labels(parts, blocks, hides_rows, fiscal_year_names(published))
    depth = max((len(labels) for labels in stubs), default=1)
    flat = [(year, row) for year, rows in blocks for row in rows]
    stub_cells = _spans([_pad(labels, depth) for labels in stubs])
    rows = tuple(
        PrintedRow(
            role=row.role,
            fiscal_year=year,
            cells=(
                *(cell for _, cell in stub_cells[i]),
                *(_figure_cell(parts, row, column, year) for column in columns),
            ),
        )
        for i, (year, row) in enumerate(flat)
    )
    origins = [computed_note(parts.cells.values(), years)]
    if figures is Figures.PUBLISHED:
        both = years_with_both(published, municipality_code, edition, table_id)
        origins.append(published_note(both, years))
    notes = (
        *filter(None, origins),
        *(fill_note(note, parts, years[-1]) for note in parts.notes_for(years)),
    )
    return PrintedTable(
        parts.info,
        fiscal_year,
        _header(parts, columns, depth),
        rows,
        notes,
        parts.as_of_ja(years),
        sources(parts.cells.values(), years),
    )


def _years(info: TableInfo, fiscal_year: int, whole_edition: bool) -> list[int]:
    if whole_edition:
        return list(info.fiscal_years)
    if info.years_layout == "series":
        years = [year for year in info.fiscal_years if year <= fiscal_year + info.lead_years]
    else:
        years = [year for year in info.fiscal_years if year == fiscal_year]
    if not years or (info.years_layout == "series" and fiscal_year not in info.fiscal_years):
        known = "、".join(str(year) for year in info.fiscal_years)
        raise UserError(
            f"表{info.table_no}に{fiscal_year}年度の数値はありません。{known}年度から選んでください。"
        )
    return years


def _stub_labels(
    parts: TableParts, blocks: Sequence[tuple[int, list[Head]]], hides_rows: bool, names: dict[int, str]
) -> list[tuple[str, ...]]:
    labels = []
    for year, rows in blocks:
        for row in rows:
            year_part = (year_label(year, names),) if parts.info.years_layout != "single" else ()
            labels.append(year_part if hides_rows else (*year_part, *row.labels))
    return labels


def _pad(labels: tuple[str, ...], depth: int) -> tuple[str | None, ...]:
    """None continues the label on its left."""
    return (*labels, *([None] * (depth - len(labels))))


def _spans(rows: list[tuple[str | None, ...]]) -> list[list[tuple[int, PrintedCell]]]:
    """Stub cells with their level by row: equal labels under equal outer labels are one cell, a short row stretches its last label."""
    result: list[list[tuple[int, PrintedCell]]] = []
    for i, row in enumerate(rows):
        cells = []
        for level, text in enumerate(row):
            if text is None or (i > 0 and _continues(rows[i - 1], row, level)):
                continue
            height = 1
            while i + height < len(rows) and _continues(row, rows[i + height], level):
                height += 1
            width = 1
            while level + width < len(row) and row[level + width] is None:
                width += 1
            cells.append((level, PrintedCell(text, is_stub=True, rowspan=height, colspan=width)))
        result.append(cells)
    return result


def _continues(above: tuple[str | None, ...], below: tuple[str | None, ...], level: int) -> bool:
    """Whether the label of this level goes on from the row above. The innermost level of either never does."""
    innermost = min(len(row) - row.count(None) for row in (above, below)) - 1
    return level < innermost and above[: level + 1] == below[: level + 1]


def _figure_cell(parts: TableParts, row: Head, column: Head, table_year: int) -> PrintedCell:
    bracket = parts.bracket_after(column)
    inner = parts.cell(row, bracket, table_year) if bracket else None
    cell = parts.cell(row, column, table_year) or inner
    if cell is None:
        carried = parts.carried_text(row, column, table_year)
        return PrintedCell("", is_stub=False, is_text=column.is_text, carried_text=carried)
    # The brackets stand in the figure's own text: as printed, or as the specification has them for a computed one.
    text = figure(cell, parts.decimals) + (
        figure(inner, parts.decimals) if inner and inner is not cell else ""
    )
    return PrintedCell(
        text,
        is_stub=False,
        status=cell.status,
        value=cell.value,
        row_path=cell.row_path,
        column_path=cell.column_path,
        fiscal_year=cell.fiscal_year,
        is_text=column.is_text,
    )


def _header(parts: TableParts, columns: list[Head], stub_depth: int) -> tuple[tuple[HeaderCell, ...], ...]:
    if not columns:
        return ()  # a table of figures in running text has notes alone
    depth = max((len(column.labels) for column in columns), default=1)
    stub_heads = list(parts.row_heads[:stub_depth]) or [""]
    last_width = stub_depth - len(stub_heads) + 1
    levels: list[list[HeaderCell]] = [[] for _ in range(depth)]
    levels[0] = [HeaderCell(text, depth, 1, True) for text in stub_heads[:-1]]
    levels[0].append(HeaderCell(stub_heads[-1], depth, last_width, True))
    # The head is the stub turned over: what spans rows there spans columns here.
    for span_cells in _spans([_pad(column.labels, depth) for column in columns]):
        for level, cell in span_cells:
            levels[level].append(HeaderCell(cell.text, cell.colspan, cell.rowspan, False))
    return tuple(tuple(level) for level in levels)
