"""A plan as HTML: its aims or its projects by grade, then record, proposal and reason of those that are measured."""

from collections.abc import Sequence
from html import escape

from dashboards.app_pages.reading.charts import Bar, bars
from dashboards.app_pages.reading.figures_html import section
from dashboards.simple_table import simple_table
from warehouse import plan_about, plan_tables
from warehouse.plans import PlanYear, Row
from warehouse.text_table import TextTable


def plan(found: PlanYear) -> str:
    """The section of a plan."""
    year = "" if found.fiscal_year is None else f"　{found.year_names[found.fiscal_year]}"
    parts = _graded(found) if found.projects else _aims(found)
    return section(f"{found.plan['name_ja']}{year}", parts)


def _graded(found: PlanYear) -> list[str]:
    counts = _table(plan_tables.by_grade(found))
    meanings = _table(plan_about.meanings(found)) if found.meanings else ""
    note = f"区分は記録されたもの。{plan_tables.UNGRADED}は、区分の記録がない事業。"
    return [
        f'<article class="whole">{counts}<p class="definition">{note}</p>{meanings}</article>',
        *(_project(found, project) for project in found.projects if project["has_indicators"]),
    ]


def _project(found: PlanYear, project: Row) -> str:
    """Record, proposal and reason, then target and actual of each indicator."""
    summary = f"<p>{escape(project['summary_ja'])}</p>" if project["summary_ja"] else ""
    differs = plan_tables.difference(found, project)
    differs = f'<p class="differs">{escape(differs)}</p>' if differs else ""
    values = "".join(_indicator(found, each) for each in found.indicators(project["project_no"]))
    return (
        f'<article class="whole"><h3>{escape(project["project_no"])}　{escape(project["name_ja"])}</h3>{summary}'
        f"{_table(plan_tables.grading(found, project))}{differs}{values}"
        f'<p class="definition">{plan_tables.RATE_NOTE_JA}</p></article>'
    )


def _indicator(found: PlanYear, values: Sequence[Row]) -> str:
    title = plan_tables.indicator_title(values)
    shown = [
        Bar(
            found.year_name(value["fiscal_year"]),
            _number(value, "actual"),
            plan_tables.figure(value, "actual"),
            _number(value, "target"),
        )
        for value in values
    ]
    accented = "" if found.fiscal_year is None else found.year_name(found.fiscal_year)
    words = f"{title}。棒は実績、破線は目標。数値は下の表にあります。"
    return (
        f'<div class="measured"><h4>{escape(title)}（棒は実績、破線は目標）</h4>'
        f'<img src="{bars(shown, accented)}" alt="{escape(words)}">'
        f"{_table(plan_tables.indicator_values(found, values))}</div>"
    )


def _number(value: Row, key: str) -> float | None:
    return None if value[key] is None else float(value[key])


def _aims(found: PlanYear) -> list[str]:
    """A plan that lists no projects."""
    goals = [_goal(found, goal) for goal in found.goals]
    return [*goals, f'<p class="definition">{plan_about.NO_PROJECTS_JA}</p>']


def _goal(found: PlanYear, goal: Row) -> str:
    told = "".join(f"<p>{escape(text)}</p>" for text in plan_about.aim(goal))
    actions = plan_about.actions(found, goal["goal_no"])
    table = _table(actions) if actions.rows else ""
    return f'<article class="whole"><h3>{escape(goal["goal_no"])}　{escape(goal["name_ja"])}</h3>{told}{table}</article>'


def _table(table: TextTable) -> str:
    labels = [i for i, kind in enumerate(table.kinds) if kind == "label"]
    prose = [i for i, kind in enumerate(table.kinds) if kind == "prose"]
    return simple_table(table.title_ja, table.heads, table.rows, labels, prose, caption=False)
