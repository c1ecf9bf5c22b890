"""The tables of a plan as texts, the same for the page and for paper."""

from collections.abc import Sequence
from decimal import Decimal

from warehouse.format import number
from warehouse.plans import PlanYear, Row, rate_percent
from warehouse.text_table import Kind, TextTable, kinds

STATUS_JA = {"holds": "合う", "differs": "合わない", "not_checkable": "確かめられない"}
PROPOSAL_JA = "提案(この製品の式による)"
NO_VALUE = "－"
UNGRADED, BY_RATE = "区分なし", "達成率で記録"
RATE_NOTE_JA = "達成率は実績÷目標です。小数第2位以下を切り捨て、四捨五入しません。"


def project_list(plan: PlanYear, goal_no: str, projects: Sequence[Row]) -> TextTable:
    """別紙1 for one goal: those of the projects that serve it, by measure."""
    rows = [
        (
            p["project_no"],
            p["name_ja"],
            "・".join(word for word, key in (("重点", "is_priority"), ("新規", "is_new")) if p[key]) or "-",
            "" if p["page"] is None else str(p["page"]),
            p["division_ja"] or "",
            p["sheet_ja"] or "",
            (plan.grade(p["project_no"]) or {}).get("grade_recorded") or "",
            _measure_name(plan, p),
        )
        for p in projects
        if p["goal_no"] == goal_no
    ]
    heads = (
        "番号",
        "事業名",
        "重点・新規",
        "計画書の頁",
        "担当課",
        "進捗管理票の頁",
        "記録された区分",
        "施策",
    )
    held: tuple[Kind, ...] = ("label", "prose", "label", "figure", "label", "label", "label", "prose")
    return TextTable(f"基本目標{goal_no}　{plan.goal_name(goal_no)}", heads, held, tuple(rows))


def _measure_name(plan: PlanYear, project: Row) -> str:
    key = (project["goal_no"], project["measure_no"])
    return next((str(m["name_ja"]) for m in plan.measures if (m["goal_no"], m["measure_no"]) == key), "")


def indicator_title(values: Sequence[Row]) -> str:
    """The head as printed with name and unit: `取組目標　所蔵資料数（冊）`."""
    first = values[0]
    unit = f"（{first['unit_ja']}）" if first["unit_ja"] else ""
    return f"{first['label_ja']}　{first['name_ja']}{unit}"


def figure(value: Row, key: str) -> str:
    """Target or actual as printed; a dash where there is none."""
    return NO_VALUE if value[key] is None else number(Decimal(str(value[key])), value["decimals"] or 0)


def rate(value: Row) -> str:
    """`98.5%`, cut off: what falls short of the target is never shown as 100 %."""
    percent = rate_percent(value)
    return NO_VALUE if percent is None else f"{number(percent, 1)}%"


def indicator_values(plan: PlanYear, values: Sequence[Row]) -> TextTable:
    """別紙2 for one indicator: target, actual and rate of achievement by fiscal year."""
    rows = (
        ("目標", *(figure(v, "target") for v in values)),
        ("実績", *(figure(v, "actual") for v in values)),
        ("達成率", *(rate(v) for v in values)),
    )
    years = tuple(plan.year_name(v["fiscal_year"]) for v in values)
    return TextTable(indicator_title(values), ("項目", *years), kinds("figure", years), rows)


def grading(plan: PlanYear, project: Row) -> TextTable:
    """The recorded grade with its reason beside the proposal with formula, date and score."""
    grade = plan.grade(project["project_no"]) or {}
    formula = plan.formula(grade.get("formula_id"))
    rows = [
        ("記録された区分", grade.get("grade_recorded") or NO_VALUE),
        ("区分の理由", grade.get("reason_ja") or "資料に書かれていない"),
        (PROPOSAL_JA, grade.get("grade_proposed") or "この年度には式がないので提案しない"),
        ("提案の計算", grade.get("proposal_ja") or NO_VALUE),
        ("提案の点", _score(grade.get("score"))),
    ]
    if formula is not None:
        day = formula["valid_from"]
        since = f"{day.year}年{day.month}月{day.day}日からの評価に使う"
        rows.append(("提案の式", f"{formula['name_ja']}。{formula['text_ja']}（{since}）"))
    for entry in plan.entries:
        if (entry["project_no"], entry["fiscal_year"]) == (project["project_no"], plan.fiscal_year):
            said = (("実績の評価", entry["evaluation_ja"]), ("課題と今後の取組", entry["next_ja"]))
            rows += [(name, text) for name, text in said if text]
    return TextTable("進捗の区分と評価", ("項目", "内容"), ("label", "prose"), tuple(rows))


def _score(score: Decimal | float | None) -> str:
    """Four places, cut off like the rates."""
    return NO_VALUE if score is None else f"{int(Decimal(str(score)) * 10_000) / Decimal(10_000):.4f}"


def difference(plan: PlanYear, project: Row) -> str:
    """One sentence where record and proposal part; empty where they do not."""
    grade = plan.grade(project["project_no"])
    if grade is None or not grade["differs"]:
        return ""
    return (
        f"{project['project_no']}は、記録された区分が「{grade['grade_recorded']}」、"
        f"提案が「{grade['grade_proposed']}」で異なり、評価として残るのは記録された区分です。"
    )


def entries(plan: PlanYear, projects: Sequence[Row]) -> TextTable:
    """参考資料: a row an entry, what was done by year, then what the sheet of the year says of it."""
    told = {(e["project_no"], e["entry_no"], e["fiscal_year"]): e for e in plan.entries}
    years = sorted({year for _, _, year in told})[-2:]
    rows = []
    for project in projects:
        numbers = sorted({no for code, no, _ in told if code == project["project_no"]})
        for no in numbers:
            found = [told.get((project["project_no"], no, year), {}) for year in years]
            rows.append((project["project_no"], project["name_ja"], *_entry(found)))
    done = tuple(f"{plan.year_name(year)}の実績" for year in years)
    heads = ("番号", "事業名", "計画の内容", *done, "計画と異なる理由", "評価と課題", "今後の取組")
    return TextTable("その他の事業", heads, kinds("prose", heads[1:]), tuple(rows))


def _entry(found: Sequence[Row]) -> tuple[str, ...]:
    planned = next((e["planned_ja"] for e in reversed(found) if e.get("planned_ja")), "")
    done = (e.get("done_ja") or NO_VALUE for e in found)
    said = (found[-1].get(key) or NO_VALUE for key in ("deviation_ja", "evaluation_ja", "next_ja"))
    return (planned, *done, *said)


def counts(plan: PlanYear) -> TextTable:
    """What the source counts, beside what the records count."""
    rows = tuple(
        (i["text_ja"], _whole(i["printed"]), _whole(i["counted"]), _verdict(i["holds"]))
        for i in plan.identities
    )
    heads = ("数えるもの", "資料の数", "数えた数", "判定")
    return TextTable("事業数の検算", heads, ("label", "figure", "figure", "label"), rows)


def _verdict(holds: bool | None) -> str:
    return "資料が空欄" if holds is None else "一致" if holds else "不一致"


def _whole(value: Decimal | float | None) -> str:
    return NO_VALUE if value is None else number(Decimal(str(value)), 0)


def statements(plan: PlanYear, projects: Sequence[Row]) -> TextTable:
    """The figures in the words of the source on these projects, against the figures they speak of."""
    wanted = {p["project_no"] for p in projects}
    rows = tuple(
        (
            s["project_no"],
            s["text_ja"],
            s["computed_ja"] or NO_VALUE,
            STATUS_JA[s["status"]],
            s["arithmetic_ja"] or "",
        )
        for s in plan.statements
        if s["project_no"] in wanted
    )
    heads = ("番号", "資料のいうこと（要約）", "計算した数", "判定", "計算")
    return TextTable("文中の数の検算", heads, ("label", "prose", "label", "label", "prose"), rows)


def by_grade(plan: PlanYear) -> TextTable:
    """Projects by goal and recorded grade; most plans grade only projects that have indicators."""
    grades = [m["grade"] for m in plan.meanings] or [BY_RATE]
    grades.append(UNGRADED)
    rows = []
    for goal in plan.goals:
        found = [_grade(plan, p) for p in plan.projects if p["goal_no"] == goal["goal_no"]]
        figures = (str(found.count(grade)) for grade in grades)
        rows.append((f"{goal['goal_no']}　{goal['name_ja']}", *figures, str(len(found))))
    found = [_grade(plan, p) for p in plan.projects]
    rows.append(("計", *(str(found.count(grade)) for grade in grades), str(len(found))))
    heads = ("基本目標", *grades, "計")
    return TextTable("目標と区分ごとの事業数", heads, kinds("figure", heads[1:]), tuple(rows))


def _grade(plan: PlanYear, project: Row) -> str:
    recorded = (plan.grade(project["project_no"]) or {}).get("grade_recorded")
    return UNGRADED if recorded is None else str(recorded) if plan.meanings else BY_RATE
