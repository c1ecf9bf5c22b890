"""Figures of a topic as the cube gives them: divided by one dimension, this year beside last year, for each day open."""

from dataclasses import dataclass
from decimal import Decimal

from dashboards.cube.dimensions import Dimension, dimensions
from dashboards.cube.measures import Measure
from dashboards.cube.query import Answer, ask, written
from dashboards.cube.request import Filter, Request
from dashboards.published import frame
from dashboards.topic.shown_figures import SAMPLE_JA, ShownMeasure, library_names
from dashboards.topic.state import ALL, State

PER_DAY_DECIMALS = 1


@dataclass(frozen=True)
class Line:
    """A word with its figures; `is_withheld` where this year's is too small to be told apart."""

    key: str
    name_ja: str
    now: Decimal | None
    before: Decimal | None = None
    per_day: Decimal | None = None
    is_withheld: bool = False

    @property
    def difference(self) -> Decimal | None:
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class Division:
    """The lines of a dimension in the order of print."""

    name_ja: str
    unit_ja: str
    decimals: int
    lines: tuple[Line, ...]
    is_sample: bool = False

    @property
    def told_ja(self) -> str:
        """Its name where the figures stand in a sentence."""
        return f"{self.name_ja}、{SAMPLE_JA}" if self.is_sample else self.name_ja

    @property
    def has_before(self) -> bool:
        return any(line.before is not None for line in self.lines)

    @property
    def has_per_day(self) -> bool:
        return any(line.per_day is not None for line in self.lines)

    @property
    def has_withheld(self) -> bool:
        return any(line.is_withheld for line in self.lines)


def divided(
    state: State, measure: Measure, dimension: Dimension, filters: tuple[Filter, ...] = ()
) -> Division:
    """A quantity of the chosen year, and of the year before where both were delivered."""
    years = (state.year - 1, state.year) if _is_comparable(state, measure, dimension) else (state.year,)
    known = dimensions()
    answer = ask(Request(state.municipality.code, measure, years, dimension, known["fiscal_year"], filters))
    per_day = _per_day(state, measure, dimension, filters)
    now, before = str(state.year), str(state.year - 1)
    lines = tuple(
        Line(
            row.key,
            row.name_ja,
            written(answer.value(row.key, now), measure.decimals),
            written(answer.value(row.key, before), measure.decimals),
            written(per_day.value(row.key), PER_DAY_DECIMALS) if per_day else None,
            (row.key, now) in answer.withheld,
        )
        for row in answer.rows
    )
    return Division(measure.name_ja, measure.unit_ja, measure.decimals, lines, answer.is_sample)


def _is_comparable(state: State, measure: Measure, dimension: Dimension) -> bool:
    """Whether last year can stand beside this one: sums of a whole year and of half a year cannot."""
    if not state.both_delivered:
        return False
    return dimension.key == "month" or state.month is not ALL or same_months(state, measure)


def same_months(state: State, measure: Measure) -> bool:
    """Whether the chosen year and the one before were delivered for the same months."""
    if measure.is_stock:
        return True
    now, before = (_months(state.municipality.code, measure, year) for year in (state.year, state.year - 1))
    return now == before


def _per_day(
    state: State, measure: Measure, dimension: Dimension, filters: tuple[Filter, ...]
) -> Answer | None:
    """For each day on which a library was open; only what days have too can be divided by them."""
    if not state.part.per_open_day or not dimension.in_daily or not measure.can_be_per_open_day:
        return None
    return ask(
        Request(state.municipality.code, measure, (state.year,), dimension, None, filters, per_open_day=True)
    )


@dataclass(frozen=True)
class Total:
    """A quantity as a whole, that of the year before, and for each day open."""

    now: Decimal | None
    before: Decimal | None
    per_day: Decimal | None
    is_sample: bool


def total(
    municipality_code: str,
    measure: Measure,
    year: int,
    filters: tuple[Filter, ...] = (),
    per_open_day: bool = False,
) -> Total:
    """Of a year, or of a month of it where the filters name one."""
    by_year = dimensions()["fiscal_year"]
    answer = ask(Request(municipality_code, measure, (year - 1, year), by_year, None, filters))
    per_day = None
    if per_open_day and measure.can_be_per_open_day:
        asked = Request(municipality_code, measure, (year,), by_year, None, filters, per_open_day=True)
        per_day = written(ask(asked).value(str(year)), PER_DAY_DECIMALS)
    return Total(
        written(answer.value(str(year)), measure.decimals),
        written(answer.value(str(year - 1)), measure.decimals),
        per_day,
        answer.is_sample,
    )


def printed_by_library(state: State) -> Division | None:
    """The libraries as the yearbook shows them, against the year before."""
    shown = state.libraries.get(state.part.key)
    return libraries_shown(state.municipality.code, shown, state.year) if shown else None


def libraries_shown(municipality_code: str, shown: ShownMeasure, year: int) -> Division | None:
    """The libraries of a measure in a year and the year before; None where the year has no figure."""
    lines = []
    for code, name in library_names(municipality_code).items():
        now, before = shown.at(year, code), shown.at(year - 1, code)
        if now or before:
            lines.append(Line(code, name, now.value if now else None, before.value if before else None))
    if not any(line.now is not None for line in lines):
        return None
    is_sample = any(f.is_sample for f in shown.figures if f.fiscal_year == year)
    return Division(shown.name_ja, shown.unit_ja, shown.decimals, tuple(lines), is_sample)


def largest_changes(division: Division | None, most: int = 3) -> list[Line]:
    """The lines that moved most, up or down."""
    lines = [line for line in (division.lines if division else ()) if line.difference]
    return sorted(lines, key=lambda line: abs(line.difference or Decimal(0)), reverse=True)[:most]


def _months(municipality_code: str, measure: Measure, year: int) -> list[int]:
    rows = frame(
        "select distinct month(month_date) as month from fct_cube"
        " where municipality_code = ? and quantity = ? and fiscal_year = ? order by month",
        municipality_code,
        measure.key,
        year,
    )
    return rows["month"].to_list()
