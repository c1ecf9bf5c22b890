"""Ask the cube: a request in, an answer with words in the order of print, totals, and what must not be told out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from dashboards.cube.dimensions import UNKNOWN_KEY, Dimension, dimensions
from dashboards.cube.measures import Measure
from dashboards.cube.members import Member, members, present
from dashboards.cube.request import FLOOR, Filter, Request, Statement
from dashboards.published import frame

TOTAL_JA = "合計"
WITHHELD_JA = f"{FLOOR}未満のため分けて示しません"
_Place = tuple[str | None, str | None]


@dataclass(frozen=True)
class Answer:
    """The figures of a request. A key that is None is that of all rows, or of all columns."""

    request: Request
    rows: tuple[Member, ...]
    columns: tuple[Member, ...]
    values: dict[_Place, float]
    counts: dict[_Place, float]
    withheld: frozenset[_Place]
    is_sample: bool

    @property
    def has_row_totals(self) -> bool:
        return self.request.columns is not None and self._adds_up(self.request.columns)

    @property
    def has_column_totals(self) -> bool:
        return self._adds_up(self.request.rows)

    @property
    def total(self) -> float | None:
        """The figure of everything that was asked for; none where years do not add up."""
        return self.value(None, None) if all(self._adds_up(d) for d in self.request.axes) else None

    def value(self, row: str | None, column: str | None = None) -> float | None:
        """The figure of a row and a column; None where there is none, or where it must not be told."""
        return None if (row, column) in self.withheld else self.values.get((row, column))

    def is_small(self, row: str | None, column: str | None) -> bool:
        """Whether a figure of persons lies below the floor, so that it is divided no further by what they are."""
        return self.request.measure.counts_persons and self.counts.get((row, column), FLOOR) < FLOOR

    def wide(self) -> pl.DataFrame:
        """As readers see it: a row a word, a column a word, totals last; empty where nothing may be told."""
        across = self.columns_shown()
        lines = [
            [name, *(self.value(row, column) for column, _ in across)] for row, name in self.rows_shown()
        ]
        heads = [self.request.rows.name_ja, *_unlike([name for _, name in across])]
        schema = {heads[0]: pl.String, **dict.fromkeys(heads[1:], pl.Float64)}
        found = pl.DataFrame(lines, schema=schema, orient="row")
        if self.request.per_open_day:
            return found
        whole = pl.selectors.float()
        return found.with_columns(whole.cast(pl.Decimal(38, self.request.measure.decimals)))

    def long(self) -> pl.DataFrame:
        """A row a cell, with keys and words; without totals and without what must not be told."""
        cells = [
            (row.key, row.name_ja, column.key if column else None, column.name_ja if column else None, value)
            for row in self.rows
            for column in (self.columns or (None,))
            if (value := self.value(row.key, column.key if column else None)) is not None
        ]
        schema = {
            "row": pl.String,
            "row_ja": pl.String,
            "column": pl.String,
            "column_ja": pl.String,
            "value": pl.Float64,
        }
        return pl.DataFrame(cells, schema=schema, orient="row")

    def rows_shown(self) -> list[tuple[str | None, str]]:
        """Key and name of every line, the total last."""
        lines: list[tuple[str | None, str]] = [(m.key, m.name_ja) for m in self.rows]
        return [*lines, (None, TOTAL_JA)] if self.has_column_totals else lines

    def columns_shown(self) -> list[tuple[str | None, str]]:
        """Key and name of every column of figures, the total last."""
        if self.request.columns is None:
            return [(None, self.request.measure.name_ja)]
        heads: list[tuple[str | None, str]] = [(m.key, m.name_ja) for m in self.columns]
        return [*heads, (None, TOTAL_JA)] if self.has_row_totals else heads

    def _adds_up(self, dimension: Dimension) -> bool:
        return not (self.request.measure.is_stock and dimension.key == "fiscal_year")


def ask(request: Request) -> Answer:
    """The figures of a request, by one query."""
    statement = Statement(request)
    found = frame(statement.text, *statement.parameters)
    values: dict[_Place, float] = {}
    counts: dict[_Place, float] = {}
    withheld = set()
    for whole_row, row, whole_column, column, value, counted, hidden, _ in found.iter_rows():
        place = (None if whole_row else _key(row), None if whole_column else _key(column))
        if hidden:
            withheld.add(place)
        if counted is not None:
            counts[place] = counted
        if value is not None:
            values[place] = value
    places = {*values, *withheld}
    rows = _words(request, request.rows, {row for row, _ in places if row is not None})
    columns: tuple[Member, ...] = ()
    if request.columns:
        columns = _words(request, request.columns, {column for _, column in places if column is not None})
    withheld |= set(_divided_too_far(request, rows, columns, counts, withheld))
    return Answer(request, rows, columns, values, counts, frozenset(withheld), bool(found["is_sample"].any()))


def _words(request: Request, dimension: Dimension, keys: set[str]) -> tuple[Member, ...]:
    """The words that have figures; of what says something about persons all words, for a missing one tells as much."""
    if keys and dimension.is_personal and request.measure.counts_persons:
        keys = keys | {m.key for m in members(dimension, request.municipality_code)} - {UNKNOWN_KEY}
    return present(dimension, request.municipality_code, keys)


def _divided_too_far(
    request: Request,
    rows: Sequence[Member],
    columns: Sequence[Member],
    counts: dict[_Place, float],
    withheld: set[_Place],
) -> Iterator[_Place]:
    """Every place, also an empty one, of a figure that is too small to be divided by the rows or by the columns."""
    if not request.measure.counts_persons:
        return
    by_row = request.rows.is_personal
    by_column = request.columns is not None and request.columns.is_personal
    one_kind = request.columns is not None and request.columns.kind == request.rows.kind
    for row in (None, *(member.key for member in rows)):
        for column in (None, *(member.key for member in columns)):
            wholes: list[_Place] = []
            if by_column and column is not None:
                wholes.append((row, None))
            if by_row and row is not None:
                wholes.append((None, None) if one_kind else (None, column))
            if any(whole in withheld or counts.get(whole, FLOOR) < FLOOR for whole in wholes):
                yield row, column


def _key(word: str | None) -> str:
    return UNKNOWN_KEY if word is None else word


def _unlike(names: Sequence[str]) -> Iterator[str]:
    """Heads of a frame must differ."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}（{seen[name]}）"


def same_month_last_year(
    municipality_code: str, measure: Measure, fiscal_year: int, filters: tuple[Filter, ...] = ()
) -> list[tuple[Member, float | None, float | None]]:
    """Every month of a fiscal year with its figure and that of the same month of the year before."""
    known = dimensions()
    years = (fiscal_year - 1, fiscal_year)
    answer = ask(Request(municipality_code, measure, years, known["month"], known["fiscal_year"], filters))
    return [
        (month, answer.value(month.key, str(fiscal_year)), answer.value(month.key, str(fiscal_year - 1)))
        for month in answer.rows
    ]


def written(value: float | None, decimals: int) -> Decimal | None:
    """A figure with as many decimals as its measure is written with."""
    return None if value is None else round(Decimal(str(value)), decimals)
