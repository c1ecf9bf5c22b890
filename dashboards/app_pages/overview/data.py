"""Headline figures: the system-wide cell of a measure in every year that a yearbook prints."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.places import Yearbook
from dashboards.published import frame

# What a manager asks for first, in this order; a measure that a municipality does not print is left out.
HEADLINES = (
    "loans",
    "persons_borrowing",
    "visitors",
    "registered_persons",
    "reservations",
    "books_held",
    "materials_cost_yen",
    "library_cost_yen",
)


@dataclass(frozen=True)
class Point:
    fiscal_year: int
    value: Decimal
    as_of_date: date | None
    status: str


@dataclass(frozen=True)
class Headline:
    """A measure of the whole system by fiscal year, and the table it is read from."""

    measure_id: str
    name_ja: str
    unit_ja: str
    decimals: int
    definition_ja: str
    table_id: str
    table_no: str
    points: tuple[Point, ...]

    def at(self, fiscal_year: int) -> Point | None:
        return next((p for p in self.points if p.fiscal_year == fiscal_year), None)


def headlines(yearbook: Yearbook) -> list[Headline]:
    """The system-wide cell is the one outside every library whose row and column are a total, or name the measure,
    on each axis that has a total. Where several tables print it, the one with most years is taken."""
    rows = frame(
        """
        with member as (
            select *, count(*) filter (where role = 'total')
                over (partition by municipality_code, edition, table_id, axis) > 0 as axis_has_total
            from rpt_yearbook__axis_members
        ),
        found as (
            select c.measure as measure_id, c.table_id, c.fiscal_year, c.value, c.as_of_date, c.value_status
            from rpt_yearbook__shown as c
            join member as r using (municipality_code, edition, table_id)
            join member as k using (municipality_code, edition, table_id)
            where c.municipality_code = ? and c.edition = ? and list_contains(?, c.measure) and c.value is not null
              -- A table may run ahead of its yearbook, with a budget for one.
              and c.fiscal_year <= ?
              and r.axis = 'row' and r.path = c.row_path and k.axis = 'column' and k.path = c.column_path
              and r.library_code is null and k.library_code is null
              and (r.role = 'total' or r.measure_id = c.measure or not r.axis_has_total)
              and (k.role = 'total' or k.measure_id = c.measure or not k.axis_has_total)
        )
        select measure_id, table_id, any_value(table_no) as table_no, any_value(name_ja) as name_ja,
               any_value(unit_ja) as unit_ja, any_value(decimals) as decimals,
               any_value(definition_ja) as definition_ja,
               list({year: fiscal_year, value: value, as_of: as_of_date, status: value_status} order by fiscal_year) as points
        from found
        join dim_measure using (measure_id)
        join (select distinct table_id, table_no, sort_order from rpt_yearbook__tables) using (table_id)
        group by measure_id, table_id
        having count(*) = count(distinct fiscal_year)
        qualify row_number() over (partition by measure_id order by count(*) desc, any_value(sort_order)) = 1
        """,
        yearbook.municipality_code,
        yearbook.edition,
        list(HEADLINES),
        yearbook.main_fiscal_year,
    )
    by_measure = {row["measure_id"]: row for row in rows.iter_rows(named=True)}
    return [_headline(by_measure[measure]) for measure in HEADLINES if measure in by_measure]


def _headline(row: dict[str, Any]) -> Headline:
    points = tuple(Point(p["year"], p["value"], p["as_of"], p["status"]) for p in row.pop("points"))
    return Headline(**row, points=points)
