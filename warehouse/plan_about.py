"""What stands around the sheets of a plan: its facts, aims, grades, and names that differ."""

from collections.abc import Sequence

from warehouse.plans import PlanYear, Row
from warehouse.text_table import TextTable

NO_PROJECTS_JA = "この計画は事業ごとの年次計画と指標を印刷していないため、区分も提案も示しません。"


def about(plan: PlanYear) -> TextTable:
    """Period, authority, reporting, and what the source leaves open."""
    facts = plan.plan
    first, last = facts["start_fiscal_year"], facts["end_fiscal_year"]
    period = "資料に書かれていない" if first is None else f"{plan.year_name(first)}～{plan.year_name(last)}"
    rows = (
        ("期間", period),
        ("定めた者", facts["authority_ja"]),
        ("報告を受ける者", facts["reporting_body_ja"]),
        ("報告", facts["reporting_ja"]),
        ("区分と記録", facts["evaluation_note_ja"]),
        ("決まっていないこと", facts["undecided_ja"]),
        *((f"{plan.year_name(r['fiscal_year'])}の記録の資料", r["source_ja"]) for r in plan.records),
        *(("資料が決めていないこと", r["undecided_ja"]) for r in plan.records),
    )
    told = tuple((name, text) for name, text in rows if text)
    return TextTable("計画のあらまし", ("項目", "内容"), ("label", "prose"), told)


def actions(plan: PlanYear, goal_no: str) -> TextTable:
    """What is to be done for a goal of a plan without projects."""
    rows = tuple((a["title_ja"], a["text_ja"]) for a in plan.actions if a["goal_no"] == goal_no)
    return TextTable(f"{plan.goal_name(goal_no)}の取組", ("取組", "内容"), ("label", "prose"), rows)


def aim(goal: Row) -> list[str]:
    """What a goal is for, and how its progress is to be seen."""
    told = (
        f"指標：{goal['indicators']}"
        if goal["indicators"]
        else "進み具合を示す指標は資料になく、今後報告される。"
    )
    return [text for text in (goal["aim_ja"], told) if text]


def meanings(plan: PlanYear) -> TextTable:
    """What the grades mean."""
    rows = tuple((m["grade"], m["meaning_ja"]) for m in plan.meanings)
    return TextTable("進捗状況の区分", ("区分", "意味"), ("label", "prose"), rows)


def other_names(projects: Sequence[Row]) -> list[str]:
    """A sentence for each project that another list of the source calls otherwise."""
    return [
        f"{p['project_no']}「{p['name_ja']}」の、資料の中での別の表記：{p['other_names_ja']}"
        for p in projects
        if p["other_names_ja"]
    ]
