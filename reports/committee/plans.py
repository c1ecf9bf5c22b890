"""What a committee reads of a plan first: projects by goal and grade, then the projects that have indicators."""

from reports.committee.grid import Column, Grid, clipped
from warehouse.plan_about import NO_PROJECTS_JA
from warehouse.plan_tables import (
    NO_VALUE,
    PROPOSAL_JA,
    RATE_NOTE_JA,
    UNGRADED,
    by_grade,
    figure,
    rate,
)
from warehouse.plans import PlanYear, Row

IN_SUMMARY = 9
GOALS_IN_SUMMARY = 12
GRADED_IN_SUMMARY = 6
NO_REASON = "理由は資料に書かれていない。"


def plan_summary(plan: PlanYear) -> list[Grid]:
    """The tables of a plan for the summary."""
    if not plan.projects:
        return [_goals(plan)]
    return [_by_goal_and_grade(plan), *_detailed(plan)]


def _goals(plan: PlanYear) -> Grid:
    """A plan without projects: its goals, and whether anything is measured."""
    columns = (Column("番号", "label"), Column("目標", "prose"), Column("目指すこと", "prose", 2))
    rows = tuple(
        (g["goal_no"], clipped(g["name_ja"], 60), clipped(g["aim_ja"] or "", 90)) for g in plan.goals
    )
    return Grid(
        f"計画　{clipped(plan.plan['name_ja'], 60)}",
        columns,
        rows[:GOALS_IN_SUMMARY],
        notes=(NO_PROJECTS_JA,),
    )


def _by_goal_and_grade(plan: PlanYear) -> Grid:
    table = by_grade(plan)
    columns = tuple(
        Column(head, "prose") if index == 0 else Column(head, "figure", 44 if len(head) > 2 else 28)
        for index, head in enumerate(table.heads)
    )
    rows = tuple((clipped(goal, 60), *figures) for goal, *figures in table.rows)
    year = plan.year_names[plan.fiscal_year] if plan.fiscal_year else ""
    return Grid(
        f"計画の進み　{clipped(plan.plan['name_ja'], 60)}　{year}",
        columns,
        rows,
        notes=(f"区分は記録されたもの。{UNGRADED}は、区分の記録がない事業。", *_meanings(plan)),
    )


def _meanings(plan: PlanYear) -> list[str]:
    listed = "　".join(f"{m['grade']}：{clipped(m['meaning_ja'], 60)}" for m in plan.meanings)
    return [listed] if listed else []


def _detailed(plan: PlanYear) -> list[Grid]:
    """The projects with indicators, a row an indicator."""
    columns = (
        Column("番号", "label"),
        Column("事業", "prose"),
        Column("記録", "label"),
        Column("提案", "label"),
        Column("指標", "prose"),
        Column("目標", "figure"),
        Column("実績", "figure"),
        Column("達成率", "figure"),
    )
    rows = [row for project in plan.projects for row in _indicator_rows(plan, project)]
    if not rows:
        return []
    left = len(rows) - IN_SUMMARY
    more = (f"ほか{left}指標は計画の章に載せる。",) if left > 0 else ()
    notes = (
        *more,
        RATE_NOTE_JA,
        f"提案は{PROPOSAL_JA.removeprefix('提案')}で、評価として残るのは記録された区分。",
    )
    return [Grid("指標のある事業", columns, tuple(rows[:IN_SUMMARY]), notes=notes)]


def reasons_summary(plan: PlanYear) -> list[Grid]:
    """Why the detailed projects were graded so, beside what the formula says."""
    graded = [(p, plan.grade(p["project_no"])) for p in plan.projects if p["has_indicators"]]
    rows = tuple(
        (
            project["project_no"],
            f"{grade['grade_recorded'] or NO_VALUE}　{clipped(grade['reason_ja'] or NO_REASON, 110)}",
            f"{grade['grade_proposed'] or NO_VALUE}　{clipped(grade['proposal_ja'] or '', 110)}",
        )
        for project, grade in graded[:GRADED_IN_SUMMARY]
        if grade is not None
    )
    if not rows:
        return []
    columns = (Column("番号", "label"), Column("記録とその理由", "prose"), Column(PROPOSAL_JA, "prose"))
    return [Grid("区分の理由と提案", columns, rows)]


def _indicator_rows(plan: PlanYear, project: Row) -> list[tuple[str, ...]]:
    no = project["project_no"]
    grade = plan.grade(no) or {}
    found = [
        value
        for values in plan.indicators(no)
        for value in values
        if value["fiscal_year"] == plan.fiscal_year
    ]
    graded = (
        no,
        clipped(project["name_ja"], 40),
        grade.get("grade_recorded") or NO_VALUE,
        grade.get("grade_proposed") or NO_VALUE,
    )
    # A project is named once, on its first line.
    return [
        (
            *(graded if index == 0 else ("", "", "", "")),
            clipped(f"{v['name_ja']}（{v['unit_ja']}）" if v["unit_ja"] else v["name_ja"], 50),
            figure(v, "target"),
            figure(v, "actual"),
            rate(v),
        )
        for index, v in enumerate(found)
    ]
