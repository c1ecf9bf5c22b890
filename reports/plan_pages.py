"""計画の進捗: the sheets of a plan's year as plain data: 別紙1, 別紙2 with charts, 参考資料, counts, statements, notes."""

from collections.abc import Iterator, Sequence
from typing import Any

from reports.chart_style import WIDTH_PT
from reports.charts import ChartData, Mark, draw
from reports.fonts import Font, find_font
from reports.words_grid import words_sheet
from warehouse import plan_about, plan_tables
from warehouse.open import Published
from warehouse.plans import PlanYear, Row, plan_of_year
from warehouse.text_table import TextTable

SIZE_PT, SMALL_PT = 8.0, 6.5

Block = dict[str, Any]


def plan_section(
    published: Published,
    municipality_code: str,
    fiscal_year: int,
    plan_id: str | None = None,
    font: Font | None = None,
) -> dict[str, Any] | None:
    """The chapter as data; None when no plan of the municipality has anything to say of the year.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April.
        plan_id: the plan, where a municipality has several.
        font: for the charts; by default the installed one.

    Raises:
        UserError: no font.
    """
    plan = plan_of_year(published, municipality_code, fiscal_year, plan_id)
    if plan is None:
        return None
    blocks = _year_blocks(plan, font or find_font()) if plan.projects else _aim_blocks(plan)
    year = "" if plan.fiscal_year is None else f"　{plan.year_name(plan.fiscal_year)}の進捗"
    lead = [_block("計画のあらまし", table=plan_about.about(plan))]
    notes = [f"資料：{plan.plan['source_ja']}"]
    return {
        "kind": "plan",
        "title": f"{plan.plan['name_ja']}{year}",
        "blocks": [*lead, *blocks, _block("注", [*_notes(plan), *notes])],
    }


def plan_pieces(section: dict[str, Any]) -> Iterator[str]:
    """What must follow each other in the text of a PDF that holds the section."""
    for block in section["blocks"]:
        yield from block["paragraphs"]
        if block["table"]:
            yield from ("".join(row) for row in block["table"]["rows"])


def counted(section: dict[str, Any]) -> tuple[int, int]:
    """Tables of the section, and the figures in them."""
    tables = [block["table"] for block in section["blocks"] if block["table"]]
    return len(tables), sum(table["sides"].count("right") * len(table["rows"]) for table in tables)


def _year_blocks(plan: PlanYear, font: Font) -> Iterator[Block]:
    yield _block("目標と区分ごとの事業数", table=plan_tables.by_grade(plan))
    for goal in plan.goals:
        table = plan_tables.project_list(plan, goal["goal_no"], plan.projects)
        yield _block(f"別紙1　{table.title_ja}", table=table)
    for project in plan.projects:
        if project["has_indicators"]:
            yield from _detail(plan, project, font)
    others = plan_tables.entries(plan, [p for p in plan.projects if not p["has_indicators"]])
    if others.rows:
        yield _block("参考資料　年ごとの取組", table=others, landscape=True)
    for table in (
        plan_tables.counts(plan),
        plan_tables.statements(plan, plan.projects),
        plan_about.meanings(plan),
    ):
        if table.rows:
            yield _block(table.title_ja, table=table)


def _detail(plan: PlanYear, project: Row, font: Font) -> Iterator[Block]:
    """別紙2 for one project."""
    summary = [project["summary_ja"]] if project["summary_ja"] else []
    title = f"別紙2　{project['project_no']}　{project['name_ja']}"
    yield _block(title, summary, plan_tables.grading(plan, project))
    differs = plan_tables.difference(plan, project)
    if differs:
        yield _block(None, [differs])
    for values in plan.indicators(project["project_no"]):
        table = plan_tables.indicator_values(plan, values)
        yield _block(None, [table.title_ja], table, chart=_chart(plan, values, font))


def _chart(plan: PlanYear, values: Sequence[Row], font: Font) -> dict[str, Any]:
    """Target against actual; its figures stand in the table above it and, in words, behind the picture."""
    series = {"target": "目標", "actual": "実績"}
    names = [plan.year_name(value["fiscal_year"]) for value in values]
    marks = tuple(
        Mark(name, label, float(value[key]))
        for key, label in series.items()
        for name, value in zip(names, values, strict=True)
        if value[key] is not None
    )
    title = plan_tables.indicator_title(values)
    reading = "、".join(f"{m.category}の{m.series} {m.value:,.10g}" for m in marks)
    data = ChartData("trend", tuple(names), tuple(series.values()), marks, values[0]["unit_ja"] or "", None)
    return {
        "svg": draw(data, font),
        "width": WIDTH_PT,
        "caption": f"図　{title}の目標と実績",
        "alt": f"{title}。{reading}",
        "notes": [],
    }


def _aim_blocks(plan: PlanYear) -> Iterator[Block]:
    """A plan without projects."""
    for goal in plan.goals:
        table = plan_about.actions(plan, goal["goal_no"])
        yield _block(
            f"{goal['goal_no']}　{goal['name_ja']}", plan_about.aim(goal), table if table.rows else None
        )


def _notes(plan: PlanYear) -> list[str]:
    if not plan.projects:
        return [plan_about.NO_PROJECTS_JA]
    return [plan_tables.RATE_NOTE_JA, *plan_about.other_names(plan.projects)]


def _block(
    title: str | None,
    paragraphs: Sequence[str] = (),
    table: TextTable | None = None,
    chart: dict[str, Any] | None = None,
    landscape: bool = False,
) -> Block:
    return {
        "title": title,
        "paragraphs": list(paragraphs),
        "table": table and words_sheet(table, SMALL_PT if landscape else SIZE_PT, landscape=landscape),
        "chart": chart,
        "landscape": landscape,
    }
