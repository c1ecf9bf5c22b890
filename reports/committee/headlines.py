"""Headline figures of the documents in a pack: system-wide cells by fiscal year, with their change."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reports.committee.scope import Scope
from reports.edition import Edition
from warehouse.format import marked, number
from warehouse.headlines import ASKED_FIRST
from warehouse.open import Published

# How the id of a measure ends that is printed as the difference of another.
CHANGE = "_change"
_SQL = """
with runs as (
    select measure_id, table_id,
        list({year: fiscal_year, value: value, status: value_status} order by fiscal_year) as points
    from rpt_yearbook__located
    where municipality_code = $1 and edition = $2 and fiscal_year <= $3 and value is not null and is_shown
        and place_kind = 'all' and of_measure_id is null and conditions = ''
    group by measure_id, table_id
    having count(*) = count(distinct fiscal_year) and max(fiscal_year) = $3
)
select m.measure_id, t.table_no, m.name_ja, m.unit_ja, m.decimals, m.definition_ja, m.authority, runs.points
from runs
join dim_measure as m using (measure_id)
join (select distinct table_id, table_no, sort_order from rpt_yearbook__tables
      where municipality_code = $1 and edition = $2) as t using (table_id)
qualify row_number() over (partition by m.measure_id order by len(runs.points) desc, t.sort_order) = 1
order by coalesce(list_position($4, m.measure_id), 1000), t.sort_order, m.measure_id
"""


@dataclass(frozen=True)
class Point:
    """A figure of a year."""

    value: Decimal
    status: str


@dataclass(frozen=True)
class Headline:
    """A measure of the whole system by fiscal year, and the table it is read from."""

    measure_id: str
    table_no: str
    name_ja: str
    unit_ja: str
    decimals: int
    definition_ja: str
    authority_ja: str
    fiscal_year: int
    points: dict[int, Point]
    printed_change: Decimal | None

    @property
    def is_comparable(self) -> bool:
        """Whether the year before or the difference from it is printed."""
        return self.fiscal_year - 1 in self.points or self.printed_change is not None

    def text(self, fiscal_year: int) -> str:
        """The figure as printed, marked where it is not final; empty where there is none."""
        point = self.points.get(fiscal_year)
        if point is None:
            return ""
        return marked(point.value, self.decimals, point.status)

    def change(self) -> tuple[str, str]:
        """Difference and rate against the year before, such as `△ 1,163` and `△ 0.4%`.

        Where the year before is not printed the printed difference stands, without a rate.
        """
        now, before = self.points[self.fiscal_year], self.points.get(self.fiscal_year - 1)
        if before is None and self.printed_change is not None:
            return number(self.printed_change, self.decimals), "－"
        if before is None:
            return "－", "－"
        difference, rate = change(now.value, before.value, self.decimals)
        # A share of a share says nothing: percentages differ by points.
        return (f"{difference}ポイント", "－") if self.unit_ja == "%" else (difference, rate)


def change(now: Decimal, before: Decimal, decimals: int) -> tuple[str, str]:
    """Difference and rate of change; the rate is a dash where there is nothing to divide by."""
    difference = now - before
    if not before:
        return number(difference, decimals), "－"
    rate = (difference / abs(before) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return number(difference, decimals), f"{number(rate, 1)}%"


def headlines(published: Published, scope: Scope) -> list[Headline]:
    """System-wide figures of every document of the pack; of documents with the measures that all ask for, only these."""
    return [headline for edition in scope.editions for headline in _of_edition(published, scope, edition)]


def _of_edition(published: Published, scope: Scope, edition: Edition) -> list[Headline]:
    key = [scope.municipality_code, edition.edition, edition.fiscal_year, list(ASKED_FIRST)]
    rows = {row["measure_id"]: row for row in published.frame(_SQL, key).to_dicts()}
    # A printed difference stands beside the figure that it belongs to.
    found = [
        _headline(row, rows.get(f"{measure_id}{CHANGE}"), edition.fiscal_year)
        for measure_id, row in rows.items()
        if not (measure_id.endswith(CHANGE) and measure_id.removesuffix(CHANGE) in rows)
    ]
    asked_for = [headline for headline in found if headline.measure_id in ASKED_FIRST]
    # What can be compared with the year before goes first.
    return asked_for or sorted(found, key=lambda headline: not headline.is_comparable)


def _headline(row: dict[str, Any], change_row: dict[str, Any] | None, fiscal_year: int) -> Headline:
    changes = {point["year"]: point["value"] for point in (change_row or {"points": []})["points"]}
    return Headline(
        measure_id=row["measure_id"],
        table_no=row["table_no"],
        name_ja=row["name_ja"],
        unit_ja=row["unit_ja"],
        decimals=row["decimals"],
        definition_ja=row["definition_ja"],
        authority_ja=row["authority"],
        fiscal_year=fiscal_year,
        points={p["year"]: Point(p["value"], p["status"]) for p in row["points"]},
        printed_change=changes.get(fiscal_year),
    )
