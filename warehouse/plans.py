"""Plans of a library as the build holds them: what is planned, what was done in a year, and how it was graded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from warehouse.open import Published

Row = dict[str, Any]

_PLANS = """
select p.*, exists(from dim_plan_project as j where j.municipality_code = p.municipality_code and j.plan_id = p.plan_id)
    as has_projects
from dim_plan as p where municipality_code = ? order by has_projects desc, adopted_date desc, plan_id
"""
_YEARS = """
select distinct fiscal_year from (
    select municipality_code, plan_id, fiscal_year from rpt_plan__grades
    union all select municipality_code, plan_id, fiscal_year from dim_plan_record
) where municipality_code = ? and plan_id = ? order by fiscal_year
"""
# Each is asked with the municipality and the plan, those of one year with the year too.
_OF_PLAN = {
    "goals": "from dim_plan_goal where {key} order by position",
    "actions": "from dim_plan_action where {key} order by goal_no, position",
    "measures": "from dim_plan_measure where {key} order by goal_no, position",
    "projects": "from dim_plan_project where {key} order by position",
    "meanings": "from dim_plan_grade where {key} order by position",
    "formulas": "from dim_plan_formula where {key} order by valid_from",
    "values": "from fct_plan_values where {key} order by project_no, position, fiscal_year",
}
_OF_YEAR = {
    "grades": "from rpt_plan__grades where {key} and fiscal_year = ?",
    "records": "from dim_plan_record where {key} and fiscal_year = ?",
    "identities": "from rpt_plan__identities where {key} and fiscal_year = ? order by position",
    "statements": "from rpt_plan__statements where {key} and fiscal_year = ? order by position",
    "entries": "from fct_plan_entries where {key} and fiscal_year <= ? order by project_no, entry_no, fiscal_year",
}
_KEY = "municipality_code = ? and plan_id = ?"


@dataclass(frozen=True)
class PlanYear:
    """A plan as it stands at the end of a fiscal year; rows as in the marts, in printed order.

    `fiscal_year` is None for a plan of which no year is recorded yet.
    """

    plan: Row
    fiscal_year: int | None
    year_names: dict[int, str]
    goals: list[Row]
    actions: list[Row]
    measures: list[Row]
    projects: list[Row]
    meanings: list[Row]
    formulas: list[Row]
    values: list[Row]
    records: list[Row]
    identities: list[Row]
    grades: list[Row]
    statements: list[Row]
    entries: list[Row]

    def year_name(self, fiscal_year: int) -> str:
        """`令和7年度`; the western year where the calendar ends."""
        return self.year_names.get(fiscal_year, f"{fiscal_year}年度")

    def goal_name(self, goal_no: str) -> str:
        """The printed name of a goal."""
        return next(str(g["name_ja"]) for g in self.goals if g["goal_no"] == goal_no)

    def grade(self, project_no: str) -> Row | None:
        """Recorded grade and proposal of a project; None where the year has neither."""
        return next((g for g in self.grades if g["project_no"] == project_no), None)

    def indicators(self, project_no: str) -> list[list[Row]]:
        """Values of a project, a list an indicator."""
        found: dict[str, list[Row]] = {}
        for value in self.values:
            if value["project_no"] == project_no:
                found.setdefault(value["indicator_id"], []).append(value)
        return sorted(found.values(), key=lambda rows: rows[0]["position"])

    def formula(self, formula_id: str | None) -> Row | None:
        """The formula of a proposal."""
        return next((f for f in self.formulas if f["formula_id"] == formula_id), None)


def list_plans(published: Published, municipality_code: str) -> list[Row]:
    """The plans of a municipality, those with projects first, then the newest."""
    return published.frame(_PLANS, [municipality_code]).to_dicts()


def plan_years(published: Published, municipality_code: str, plan_id: str) -> list[int]:
    """Fiscal years of which something is recorded, oldest first."""
    return [year for (year,) in published.rows(_YEARS, [municipality_code, plan_id])]


def plan_year(published: Published, plan: Row, fiscal_year: int | None) -> PlanYear:
    """Everything that is to be shown of a plan for a year.

    Args:
        published: the open build.
        plan: one of `list_plans`.
        fiscal_year: one of `plan_years`; None when there is none.
    """
    key: Sequence[Any] = [plan["municipality_code"], plan["plan_id"]]
    found = {name: _rows(published, sql, key) for name, sql in _OF_PLAN.items()}
    found |= {name: _rows(published, sql, [*key, fiscal_year]) for name, sql in _OF_YEAR.items()}
    names = dict(published.rows("select fiscal_year, label_ja from dim_fiscal_year"))
    return PlanYear(plan=plan, fiscal_year=fiscal_year, year_names=names, **found)


def plan_of_year(
    published: Published, municipality_code: str, fiscal_year: int, plan_id: str | None = None
) -> PlanYear | None:
    """The plan to be reported for a year: one with projects and records of that year, else one that lists only aims.

    None when the municipality has neither. `plan_id` leaves no choice.
    """
    plans = [p for p in list_plans(published, municipality_code) if plan_id in (None, p["plan_id"])]
    for plan in plans:
        if fiscal_year in plan_years(published, municipality_code, plan["plan_id"]):
            return plan_year(published, plan, fiscal_year)
    aims = [plan for plan in plans if not plan["has_projects"]]
    return plan_year(published, aims[0], None) if aims else None


def rate_percent(value: Row, decimals: int = 1) -> Decimal | None:
    """Actual by target in percent, cut off and never rounded up: 999,999 of 1,000,000 is 99.9.

    None when one of them is missing or the target is nought.
    """
    target, actual = value["target"], value["actual"]
    if target is None or actual is None or not target:
        return None
    # Decimals, as binary fractions fall short of 29 % for 29 of 100.
    percent = _exact(actual) * 100 / _exact(target)
    return percent.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)


def _exact(number: Any) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(str(number))


def _rows(published: Published, sql: str, params: Sequence[Any]) -> list[Row]:
    return published.frame(sql.format(key=_KEY), params).to_dicts()
