"""Community centres, and the figures of their yearly report beside those of the year before."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboards.places import Municipality, Yearbook
from dashboards.published import frame

SERIES = "community_centres"


@dataclass(frozen=True)
class Figure:
    """A figure of the report. `before` is the year before: printed or, where only the change is printed, computed."""

    table_no: str
    title_ja: str
    row_path: str
    column_path: str
    row_role: str
    measure: str
    unit_ja: str
    decimals: int
    fiscal_year: int
    value_status: str
    now: Decimal
    printed_before: Decimal | None
    printed_change: Decimal | None

    @property
    def before(self) -> Decimal | None:
        if self.printed_before is None and self.printed_change is not None:
            return self.now - self.printed_change
        return self.printed_before

    @property
    def agrees(self) -> bool | None:
        """Whether the printed change is the difference; None where the source does not print all three."""
        if self.printed_before is None or self.printed_change is None:
            return None
        return self.now - self.printed_before == self.printed_change

    @property
    def head_ja(self) -> str:
        """What is counted: the head of the column without the year below it."""
        return self.column_path.partition("/")[0]

    @property
    def place_ja(self) -> str:
        """Table and, where it says something else, row."""
        row = self.row_path.rpartition("/")[2]
        return self.title_ja if row.isdigit() or row in self.title_ja else f"{self.title_ja}　{row}"


def centres(municipality_code: str) -> list[dict[str, Any]]:
    """The newest list: centres in printed order, each followed by its branches."""
    return frame(
        "from dim_community_centre where municipality_code = $1 and as_of_date = ("
        " select max(as_of_date) from dim_community_centre where municipality_code = $1) order by position",
        municipality_code,
    ).to_dicts()


def by_ward(found: list[dict[str, Any]]) -> dict[str, int]:
    """Number of centres, branches left out, by ward in printed order; where there are no wards there is none."""
    return dict(Counter(c["ward_ja"] for c in found if c["ward_ja"] and c["parent_name_ja"] is None))


def codes_with_centres() -> set[str]:
    return set(frame("select distinct municipality_code from dim_community_centre")["municipality_code"])


def report(municipality: Municipality) -> Yearbook | None:
    """The newest yearly report of the centres."""
    rows = frame(
        "select max(edition) as edition from dim_edition where municipality_code = ? and series = ?",
        municipality.code,
        SERIES,
    )
    return next((y for y in municipality.yearbooks if y.edition == rows["edition"][0]), None)


def figures(found: Yearbook) -> list[Figure]:
    """Every figure of the report that is not itself a change, in printed order.

    The change of a measure is the measure whose id ends in `_change`. Figures of the year before alone have no line
    of their own.
    """
    rows = frame(
        """
        with cells as (
            select table_id, fiscal_year, row_path, column_path, measure, value, value_status
            from rpt_yearbook__shown where municipality_code = $1 and edition = $2 and value is not null
        ),
        members as (from rpt_yearbook__axis_members where municipality_code = $1 and edition = $2)
        select t.table_no, t.title_ja, c.row_path, c.column_path, coalesce(r.role, 'item') as row_role, c.measure,
               m.unit_ja, m.decimals, c.fiscal_year, c.value_status, c.value as now,
               before.value as printed_before, change.value as printed_change
        from cells as c
        join rpt_yearbook__tables as t
            on t.municipality_code = $1 and t.edition = $2 and t.table_id = c.table_id
        join dim_measure as m on m.measure_id = c.measure
        left join members as r on r.table_id = c.table_id and r.axis = 'row' and r.path = c.row_path
        left join members as k on k.table_id = c.table_id and k.axis = 'column' and k.path = c.column_path
        left join cells as before
            on before.table_id = c.table_id and before.row_path = c.row_path and before.measure = c.measure
            and before.fiscal_year = c.fiscal_year - 1
        left join cells as change
            on change.table_id = c.table_id and change.row_path = c.row_path
            and change.measure = c.measure || '_change' and change.fiscal_year = c.fiscal_year
        where c.fiscal_year >= $3 and not ends_with(c.measure, '_change')
        order by t.sort_order, t.table_id, r.position nulls last, k.position nulls last, c.row_path, c.column_path
        """,
        found.municipality_code,
        found.edition,
        found.main_fiscal_year,
    )
    return [Figure(**row) for row in rows.iter_rows(named=True)]


def by_programme(found: list[Figure], is_persons: bool) -> list[Figure]:
    """What a programme held, or who came: with the year before, of tables by kind of programme their total alone."""
    totals = {f.table_no for f in found if f.row_role == "total"}
    measures = PERSONS if is_persons else HELD
    return [
        f
        for f in found
        if f.measure in measures
        and f.printed_before is not None
        and (f.row_role == "total" or f.table_no not in totals)
    ]


HELD = ("centre_courses", "centre_course_sessions", "family_classes", "independent_courses")
PERSONS = ("centre_participants", "family_class_members", "independent_course_members")
