"""Headline figures: the system-wide cell of a measure in every year that a yearbook prints."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.places import Yearbook
from dashboards.published import frame
from warehouse.headlines import ASKED_FIRST


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
    """Where several tables give the figure of the whole system, the one with most years is taken."""
    rows = frame(
        """
        with found as (
            select measure_id, table_id, fiscal_year, value, as_of_date, value_status
            from rpt_yearbook__located
            where municipality_code = ? and edition = ? and list_contains(?, measure_id) and value is not null
              -- A table may run ahead of its yearbook, with a budget for one.
              and fiscal_year <= ?
              and is_shown and place_kind = 'all' and conditions = '' and of_measure_id is null
        )
        select measure_id, table_id, any_value(table_no) as table_no, any_value(name_ja) as name_ja,
               any_value(unit_ja) as unit_ja, any_value(decimals) as decimals,
               any_value(definition_ja) as definition_ja,
               list({year: fiscal_year, value: value, as_of: as_of_date, status: value_status} order by fiscal_year) as points
        from found
        join dim_measure using (measure_id)
        join (select distinct table_id, table_no, sort_order from rpt_yearbook__tables) using (table_id)
        group by measure_id, table_id
        qualify row_number() over (partition by measure_id order by count(*) desc, any_value(sort_order)) = 1
        """,
        yearbook.municipality_code,
        yearbook.edition,
        list(ASKED_FIRST),
        yearbook.main_fiscal_year,
    )
    by_measure = {row["measure_id"]: row for row in rows.iter_rows(named=True)}
    return [_headline(by_measure[measure]) for measure in ASKED_FIRST if measure in by_measure]


def _headline(row: dict[str, Any]) -> Headline:
    points = tuple(Point(p["year"], p["value"], p["as_of"], p["status"]) for p in row.pop("points"))
    return Headline(**row, points=points)
