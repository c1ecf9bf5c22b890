"""The monthly form as data: which sheets, heads and fields it has for a municipality and month.

Who writes a form and who reads it follow the same plan, and find their way by the texts of the heads: a row or column
that staff move or insert does no harm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from catalog.axis import LIST_ENTRIES, AxisMember, table_axes
from catalog.closed_model import ClosedModel
from catalog.errors import CatalogError
from catalog.form_checks import check_form_tables
from catalog.municipality import Municipality
from catalog.table_spec import TableSpec
from catalog.yaml_file import YamlFile

if TYPE_CHECKING:
    from catalog.load import Catalog

OverMonths = Literal["sum", "last"]

COVER = "表紙"
# The cell from which the heads of a sheet run to the right and down.
CORNER = "項目"
NUMBER_HEAD = "掲載順"
COVER_HEADS = ("自治体コード", "自治体名", "年月", "見本")
MARK = "●"


class FormTable(ClosedModel):
    """A table that the form asks for."""

    table_id: str
    over_months: OverMonths
    last: tuple[str, ...] = Field(default=(), strict=False)
    only: tuple[str, ...] = Field(default=(), strict=False)


class FormSpec(ClosedModel):
    """`seeds/forms/monthly_report.yaml`."""

    title_ja: str
    list_rows: int
    tables: tuple[FormTable, ...] = Field(strict=False)


@dataclass(frozen=True)
class Place:
    """A field of a grid: its heads as written, and the cell of the printed table that it is."""

    row_head: str
    column_head: str
    row_path: str
    column_path: str
    measure_id: str
    over_months: OverMonths
    decimals: int = 0


@dataclass(frozen=True)
class ListColumn:
    """A column of a list; `is_mark` for one that takes ● or nothing."""

    head: str
    column_path: str
    is_text: bool
    is_mark: bool
    decimals: int = 0


@dataclass(frozen=True)
class FormSheet:
    """A sheet: a grid with places, or a list with columns and `rows` empty rows."""

    table_id: str
    name: str
    title_ja: str
    places: tuple[Place, ...] = ()
    columns: tuple[ListColumn, ...] = ()
    rows: int = 0

    @property
    def row_heads(self) -> list[str]:
        """Heads of the rows, from top to bottom."""
        return list(dict.fromkeys(place.row_head for place in self.places))

    @property
    def column_heads(self) -> list[str]:
        """Heads of the columns, from left to right; of a list behind its number."""
        if self.columns:
            return [NUMBER_HEAD, *(column.head for column in self.columns)]
        return list(dict.fromkeys(place.column_head for place in self.places))


def read_form_spec(root: Path, tables: Iterable[TableSpec]) -> FormSpec | None:
    """The form, or None when the installation has none.

    Raises:
        CatalogError: it names a table that there is not, or twice, or a measure that the table does not have.
    """
    path = root / "forms" / "monthly_report.yaml"
    if not path.exists():
        return None
    spec = FormSpec.read(path, root)
    check_form_tables(spec.tables, tables, YamlFile(path, path.relative_to(root.parent).as_posix()))
    return spec


def form_sheets(catalog: "Catalog", municipality: Municipality, month: date) -> list[FormSheet]:
    """The sheets of a municipality's form for a month; tables that ask nothing of it are left out.

    Args:
        catalog: the seeds.
        municipality: whose form.
        month: first day of the month.

    Raises:
        CatalogError: the installation has no form.
    """
    if catalog.form is None:
        raise CatalogError("seeds/forms/monthly_report.yaml がありません。月報の様式を加えてください。")
    tables = {table.table_id: table for table in catalog.tables}
    decimals = {measure.measure_id: measure.decimals for measure in catalog.measures}
    sheets = [
        _list(tables[asked.table_id], municipality, month, catalog.form.list_rows, decimals)
        if tables[asked.table_id].layout == "list"
        else _grid(asked, tables[asked.table_id], municipality, month, decimals)
        for asked in catalog.form.tables
    ]
    return [sheet for sheet in sheets if sheet.places or sheet.columns]


def form_measures(catalog: "Catalog") -> list[tuple[str, str, OverMonths]]:
    """Table, measure and how its months make a year, for everything that the form may ask."""
    found: dict[tuple[str, str], OverMonths] = {}
    tables = {table.table_id: table for table in catalog.tables}
    for asked in catalog.form.tables if catalog.form else ():
        for municipality in catalog.municipalities:
            for member, measure in _asked(asked, tables[asked.table_id], municipality, None):
                del member
                found[asked.table_id, measure] = _over_months(asked, measure)
    return [(table_id, measure, over) for (table_id, measure), over in found.items()]


def _list(
    table: TableSpec, municipality: Municipality, month: date, rows: int, decimals: Mapping[str, int]
) -> FormSheet:
    columns = tuple(
        ListColumn(
            _head(c.path),
            c.path,
            c.is_text,
            not c.is_text and c.library_path is not None,
            decimals.get(c.measure or table.measure or "", 0),
        )
        for c in table_axes(table, municipality, _fiscal_year(month))["column"]
        if _exists(c, municipality, month)
    )
    return FormSheet(table.table_id, table.table_no, _title(table), columns=columns, rows=rows)


def _grid(
    asked: FormTable,
    table: TableSpec,
    municipality: Municipality,
    month: date,
    decimals: Mapping[str, int],
) -> FormSheet:
    places = tuple(
        Place(
            _head(row), _head(column), row, column, measure, _over_months(asked, measure), decimals[measure]
        )
        for (row, column), measure in _asked(asked, table, municipality, month)
    )
    return FormSheet(table.table_id, table.table_no, _title(table), places=places)


def _title(table: TableSpec) -> str:
    return f"表{table.table_no} {table.title_ja}"


def _asked(
    asked: FormTable, table: TableSpec, municipality: Municipality, month: date | None
) -> Iterable[tuple[tuple[str, str], str]]:
    """Row path, column path and measure of every field, for a month or for any."""
    last_year = 9998
    axes = table_axes(table, municipality, _fiscal_year(month) if month else last_year)
    for row in axes["row"]:
        for column in axes["column"]:
            measure = column.measure or row.measure or table.measure
            if (
                measure
                and _is_item(row, municipality, month)
                and _is_item(column, municipality, month)
                and (not asked.only or measure in asked.only)
            ):
                yield (row.path, column.path), measure
    for note in axes["note"]:
        row_path, _, column_path = note.path.partition("|")
        if note.measure and not note.is_text and (note.measure in asked.only or table.layout == "text"):
            yield (row_path, column_path), note.measure


def _is_item(member: AxisMember, municipality: Municipality, month: date | None) -> bool:
    return (
        member.role == "item"
        and not member.is_text
        and not member.year_offset
        and member.path != LIST_ENTRIES
        and (month is None or _exists(member, municipality, month))
    )


def _exists(member: AxisMember, municipality: Municipality, month: date) -> bool:
    """Whether a member is of this month: its library exists under this name, its column is the month's own."""
    months = [value for dimension, value in member.conditions if dimension == "month"]
    if months and str(month.month) not in months:
        return False
    if member.library_code is None or member.library_path is None:
        return True
    library = next(one for one in municipality.libraries if one.library_code == member.library_code)
    # The path of a member may end like that of another time: 丘図書館, 図書館.
    named = {value for dimension, value in member.conditions if dimension in ("library", "place")}
    return any(p.valid_from <= month <= (p.valid_to or date.max) and p.path in named for p in library.periods)


def _over_months(asked: FormTable, measure: str) -> OverMonths:
    return "last" if measure in asked.last else asked.over_months


def _head(path: str) -> str:
    return path.replace("/", "／")


def _fiscal_year(month: date) -> int:
    return month.year - (month.month < 4)
