"""What a committee reads of a plan first: projects by goal and grade, then the projects that have indicators."""

from collections import Counter

from reports.committee.grid import Column, Grid, clipped
from warehouse.plan_tables import NO_VALUE, PROPOSAL_JA, UNGRADED, figure, rate
from warehouse.plans import PlanYear, Row

IN_SUMMARY = 9
RATES_CUT = "達成率は切り捨てて示し、目標に届かないものを100%とは示さない。"
TO_BE_REPORTED = "進み具合を示す指標は資料になく、今後報告される。"


def plan_summary(plan: PlanYear) -> list[Grid]:
    """The tables of a plan for the summary."""
    if not plan.projects:
        return [_goals(plan)]
    return [_by_goal_and_grade(plan), *_detailed(plan)]


def _goals(plan: PlanYear) -> Grid:
    """A plan without projects: its goals, and whether anything is measured."""
    columns = (Column("番号", "label", 34), Column("目標", "prose", 170), Column("目指すこと", "prose"))
    rows = tuple((g["goal_no"], clipped(g["name_ja"], 60), clipped(g["aim_ja"] or "", 90)) for g in plan.goals)
    waiting = any(g["indicator_status"] == "to_be_reported" for g in plan.goals)
    return Grid(plan.plan["name_ja"], columns, rows[:12], notes=(TO_BE_REPORTED,) if waiting else ())


def _by_goal_and_grade(plan: PlanYear) -> Grid:
    grades = [m["grade"] for m in plan.meanings]
    columns = (
        Column("基本目標", "prose"),
        Column("事業", "figure", 34),
        *(Column(grade, "figure", 26) for grade in grades),
        Column(UNGRADED, "figure", 44),
    )
    counted = Counter((p["goal_no"], _recorded(plan, p["project_no"])) for p in plan.projects)
    rows = [
        (f"{g['goal_no']}　{clipped(g['name_ja'], 60)}", *_counts(counted, [g["goal_no"]], grades))
        for g in plan.goals
    ]
    total = ("計", *_counts(counted, [g["goal_no"] for g in plan.goals], grades))
    year = plan.year_names[plan.fiscal_year] if plan.fiscal_year else ""
    return Grid(
        f"計画の進み　{clipped(plan.plan['name_ja'], 60)}　{year}",
        columns,
        (*rows, total),
        notes=(f"区分は記録されたもの。{UNGRADED}は、区分の記録がない事業。", *_meanings(plan)),
    )


def _counts(counted: Counter[tuple[str, str]], goals: list[str], grades: list[str]) -> list[str]:
    """How many projects there are, how many bear each grade, how many bear none."""
    all_of_it = sum(n for (goal, _), n in counted.items() if goal in goals)
    graded = [sum(counted[goal, grade] for goal in goals) for grade in grades]
    return [str(n) for n in (all_of_it, *graded, all_of_it - sum(graded))]


def _recorded(plan: PlanYear, project_no: str) -> str:
    return (plan.grade(project_no) or {}).get("grade_recorded") or ""


def _meanings(plan: PlanYear) -> list[str]:
    listed = "　".join(f"{m['grade']}：{clipped(m['meaning_ja'], 60)}" for m in plan.meanings)
    return [listed] if listed else []


def _detailed(plan: PlanYear) -> list[Grid]:
    """The projects with indicators, a row an indicator."""
    columns = (
        Column("番号", "label", 44),
        Column("事業", "prose"),
        Column("記録", "label", 24),
        Column("提案", "label", 34),
        Column("指標", "prose", 116),
        Column("目標", "figure", 50),
        Column("実績", "figure", 50),
        Column("達成率", "figure", 40),
    )
    rows = [row for project in plan.projects for row in _indicator_rows(plan, project)]
    if not rows:
        return []
    left = len(rows) - IN_SUMMARY
    more = (f"ほか{left}指標は計画の章に載せる。",) if left > 0 else ()
    notes = (*more, RATES_CUT, f"提案は{PROPOSAL_JA.removeprefix('提案')}で、評価として残るのは記録された区分。")
    return [Grid("指標のある事業", columns, tuple(rows[:IN_SUMMARY]), notes=notes)]


def _indicator_rows(plan: PlanYear, project: Row) -> list[tuple[str, ...]]:
    no = project["project_no"]
    grade = plan.grade(no) or {}
    found = [
        value for values in plan.indicators(no) for value in values if value["fiscal_year"] == plan.fiscal_year
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
