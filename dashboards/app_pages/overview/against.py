"""What a manager compares the headline figures with: the same month of last year, open days, the plan, what moved."""

from dataclasses import dataclass
from decimal import Decimal

from dashboards.cube.dimensions import dimensions
from dashboards.cube.measures import Measure, measures
from dashboards.places import Municipality
from dashboards.published import frame
from dashboards.topic.catalogue import topics
from dashboards.topic.figures import Line, Total, largest_changes, libraries_shown, total
from dashboards.topic.shown_figures import of_libraries

# The topics of daily work whose first quantity adds up over months.
_BY_MONTH = ("loans", "reservations", "visits")
_LATEST = """
select quantity, max(month_date) as month_date, max(fiscal_year) as fiscal_year from fct_cube
where municipality_code = $1 and list_contains(cast($2 as varchar[]), quantity) group by quantity
"""
_PLAN = """
select p.name_ja as plan_ja, v.fiscal_year, v.name_ja, v.unit_ja, v.decimals, v.target, v.actual
from fct_plan_values as v join dim_plan as p using (municipality_code, plan_id)
where v.municipality_code = ? and v.target is not null and v.actual is not null
qualify v.fiscal_year = max(v.fiscal_year) over ()
order by v.plan_id, v.project_no, v.position
"""


@dataclass(frozen=True)
class MonthFigure:
    """A quantity in the latest month that was delivered of it."""

    measure: Measure
    fiscal_year: int
    month: int
    total: Total


@dataclass(frozen=True)
class PlanFigure:
    """What a plan aimed at in its latest year with results, and what was reached."""

    plan_ja: str
    fiscal_year: int
    name_ja: str
    unit_ja: str
    decimals: int
    target: Decimal
    actual: Decimal


def latest_months(municipality: Municipality) -> list[MonthFigure]:
    """The latest month that was delivered of each quantity; empty where nothing was."""
    code = municipality.code
    known = {m.key: m for m in measures(code)}
    keys = [topics()[topic].parts[0].key for topic in _BY_MONTH]
    latest = {quantity: (day.month, year) for quantity, day, year in frame(_LATEST, code, keys).iter_rows()}
    found = []
    for key in keys:
        if key in latest and key in known:
            month, year = latest[key]
            filters = ((dimensions()["month"], str(month)),)
            found.append(
                MonthFigure(
                    known[key], year, month, total(code, known[key], year, filters, per_open_day=True)
                )
            )
    return found


def plan_figures(municipality: Municipality) -> list[PlanFigure]:
    """Empty where the municipality has no plan with figures."""
    return [PlanFigure(*row) for row in frame(_PLAN, municipality.code).iter_rows()]


def moved(municipality: Municipality, fiscal_year: int) -> list[tuple[str, int, list[Line]]]:
    """Of each quantity of the yearbook, the libraries whose figures changed most: its name, its decimals, the lines."""
    parts = [topics()[topic].parts[0] for topic in _BY_MONTH]
    shown = of_libraries(municipality, parts)
    found = []
    for part in parts:
        division = (
            libraries_shown(municipality.code, shown[part.key], fiscal_year) if part.key in shown else None
        )
        lines = largest_changes(division)
        if division and lines:
            found.append((division.told_ja, division.decimals, lines))
    return found
