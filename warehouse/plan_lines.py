"""A plan as records, one a project: what it sets out to do, its figures, its grades, what its reports say."""

from typing import Any

from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.plans import list_plans, plan_years

Line = dict[str, Any]

PROJECTS = """
select
    project_no, p.name_ja, other_names_ja, goal_no as goal, goals.name_ja as goal_name_ja, measure_no as measure,
    measures.name_ja as measure_name_ja, page, is_priority as priority, is_new as new, division_ja as division,
    sheet_ja as sheet, grade_recorded, grade_proposed, differs as grade_differs, reason_ja as grade_reason_ja,
    proposal_ja, formula_id, score
from dim_plan_project as p
inner join dim_plan_goal as goals using (municipality_code, plan_id, goal_no)
inner join dim_plan_measure as measures using (municipality_code, plan_id, goal_no, measure_no)
left join (from rpt_plan__grades where fiscal_year = $3) using (municipality_code, plan_id, project_no)
where municipality_code = $1 and plan_id = $2
order by p.position
"""
VALUES = """
select project_no, indicator_id, kind, label_ja, name_ja, unit_ja as unit, basis, fiscal_year, target, actual, rate
from fct_plan_values where municipality_code = ? and plan_id = ? order by project_no, position, fiscal_year
"""
ENTRIES = """
select project_no, entry_no, fiscal_year, planned_ja, done_ja, deviation_ja, evaluation_ja, next_ja
from fct_plan_entries where municipality_code = ? and plan_id = ? and fiscal_year <= ?
order by project_no, entry_no, fiscal_year
"""
STATEMENTS = """
select project_no, statement_id, text_ja, stated, unit_ja as unit, computed_ja, status, arithmetic_ja
from rpt_plan__statements where municipality_code = ? and plan_id = ? and fiscal_year = ? order by position
"""
COUNTS = """
select plan_id, fiscal_year, identity_id, text_ja, printed, counted, holds
from rpt_plan__identities where municipality_code = ? and plan_id = ? order by fiscal_year, position
"""
REMARKS = ("deviation_ja", "evaluation_ja", "next_ja")


def chosen_plan(published: Published, municipality_code: str, plan_id: str | None) -> Line:
    """The named plan, or the only one that has projects.

    Raises:
        UserError: no such plan, none with projects, or several.
    """
    plans = sorted(list_plans(published, municipality_code), key=lambda plan: plan["plan_id"])
    known = "、".join(f"{plan['plan_id']}({plan['name_ja']})" for plan in plans)
    if not plans:
        raise UserError("この自治体の計画は収録されていません。")
    if plan_id is not None and plan_id not in [plan["plan_id"] for plan in plans]:
        raise UserError(f"計画「{plan_id}」はありません。{known} から選んでください。")
    found = [plan for plan in plans if plan["has_projects"] and plan_id in (None, plan["plan_id"])]
    if not found:
        raise UserError(f"計画 {plan_id or known} には事業が収録されていません。")
    if len(found) > 1:
        raise UserError(f"事業のある計画が二つ以上あります。--plan で {known} から選んでください。")
    return found[0]


def chosen_year(published: Published, municipality_code: str, plan_id: str, fiscal_year: int | None) -> int:
    """The named year, or the last one that was reported on.

    Raises:
        UserError: nothing of that year.
    """
    years = plan_years(published, municipality_code, plan_id)
    if not years or (fiscal_year is not None and fiscal_year not in years):
        among = f"{'、'.join(map(str, years))} から選んでください。" if years else "まだ記録がありません。"
        raise UserError(f"計画 {plan_id} の{fiscal_year or ''}年度の記録はありません。{among}")
    return fiscal_year or years[-1]


def plan_lines(published: Published, municipality_code: str, plan: Line, fiscal_year: int) -> list[Line]:
    """Records of a plan's projects in printed order, with the grades and statements of a year."""
    key = [municipality_code, plan["plan_id"]]
    head = {
        "municipality_code": municipality_code,
        "plan_id": plan["plan_id"],
        "plan_name_ja": plan["name_ja"],
        "start_fiscal_year": plan["start_fiscal_year"],
        "end_fiscal_year": plan["end_fiscal_year"],
        "fiscal_year": fiscal_year,
    }
    values = _by_project(published, VALUES, key)
    entries = _by_project(published, ENTRIES, [*key, fiscal_year])
    statements = _by_project(published, STATEMENTS, [*key, fiscal_year])
    return [
        {
            **head,
            **project,
            "indicators": _indicators(values.get(project["project_no"], [])),
            "entries": (found := entries.get(project["project_no"], [])),
            "statements": statements.get(project["project_no"], []),
            "summaries": _summaries(found),
        }
        for project in published.frame(PROJECTS, [*key, fiscal_year]).to_dicts()
    ]


def plan_counts(published: Published, municipality_code: str, plan: Line) -> list[Line]:
    """Printed numbers of projects beside those counted."""
    return published.frame(COUNTS, [municipality_code, plan["plan_id"]]).to_dicts()


def _by_project(published: Published, sql: str, params: list[Any]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for row in published.frame(sql, params).to_dicts():
        found.setdefault(row.pop("project_no"), []).append(row)
    return found


def _indicators(rows: list[Line]) -> list[Line]:
    """One record an indicator, its figures by fiscal year."""
    found: dict[str, Line] = {}
    for row in rows:
        year = {name: row.pop(name) for name in ("target", "actual", "rate")}
        fiscal_year = str(row.pop("fiscal_year"))
        found.setdefault(row["indicator_id"], {**row, "values": {}})["values"][fiscal_year] = year
    return list(found.values())


def _summaries(entries: list[Line]) -> Line:
    """All texts of a project, several entries one after another."""
    planned = {entry["entry_no"]: entry["planned_ja"] for entry in entries}
    done: dict[str, list[str]] = {}
    for entry in entries:
        if entry["done_ja"]:
            done.setdefault(str(entry["fiscal_year"]), []).append(entry["done_ja"])
    # A dash of one entry says no more when another has it too.
    remarks = {
        name: " ".join(dict.fromkeys(entry[name] for entry in entries if entry[name])) or None
        for name in REMARKS
    }
    return {
        "planned_ja": " ".join(planned.values()),
        "done_ja": {year: " ".join(texts) for year, texts in done.items()},
        **remarks,
    }
