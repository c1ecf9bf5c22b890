"""What a yearbook tells before its tables: chronicle, policy and goals, organisation, as known when it comes out."""

from datetime import date
from typing import Any

from warehouse.open import Published

# A yearbook comes out after the April that follows its fiscal year, and tells that April too.
CHRONICLE = """
select d.era_name_ja, d.era_year, a.start_date, a.precision, a.text_ja, a.undecided_ja
from dim_annotation as a
left join dim_date as d on d.date_day = a.start_date
where a.municipality_code = ? and a.kind != 'counting_rule' and a.start_date <= make_date(?, 4, 30)
order by a.start_date, a.annotation_id
"""
PLANS = """
select plan_id, name_ja, policy_name_ja, policy_process_ja, relation_ja, reporting_ja
from dim_plan where municipality_code = ? and adopted_date <= make_date(?, 4, 30) order by adopted_date
"""
PRINCIPLES = """
select principle_no, text_ja from dim_plan_principle where municipality_code = ? and plan_id = ? order by position
"""
GOALS = """
select g.goal_no, g.name_ja, g.aim_ja, g.indicator_status, a.title_ja, a.text_ja
from dim_plan_goal as g
inner join dim_plan_action as a using (municipality_code, plan_id, goal_no)
where municipality_code = ? and plan_id = ?
order by g.position, a.position
"""
ORGANISATION = """
select name_ja, belongs_to_ja, text_ja from dim_organisation
where municipality_code = ? and valid_from <= make_date(?, 4, 30)
    and (valid_to is null or valid_to >= make_date(?, 4, 1))
order by position
"""
TO_BE_REPORTED = "進み具合を示す指標は資料になく、今後報告される。"


def front_matter(published: Published, municipality_code: str, fiscal_year: int) -> list[dict[str, Any]]:
    """Chapters as data; none for a municipality of which nothing is recorded."""
    after = fiscal_year + 1
    chapters = [_chronicle(published, municipality_code, after)]
    for plan in published.frame(PLANS, [municipality_code, after]).to_dicts():
        chapters.append(_policy(published, municipality_code, plan))
        chapters.append(_goals(published, municipality_code, plan))
    chapters.append(_organisation(published, municipality_code, after))
    return [chapter for chapter in chapters if chapter["sections"]]


def _chapter(title: str, sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "listing", "title": title, "sections": [s for s in sections if s["rows"]]}


def _chronicle(published: Published, municipality_code: str, after: int) -> dict[str, Any]:
    changes = published.frame(CHRONICLE, [municipality_code, after]).to_dicts()
    rows = [[_era_year(c), _day(c["start_date"], c["precision"]), _told(c)] for c in changes]
    # A year is named once, where it begins.
    named = [
        [year if i == 0 or rows[i - 1][0] != year else "", day, text]
        for i, (year, day, text) in enumerate(rows)
    ]
    return _chapter("図書館のあゆみ", [{"title": None, "lead": "", "widths": [96, 52], "rows": named}])


def _told(change: dict[str, Any]) -> str:
    undecided = f"（{change['undecided_ja']}）" if change["undecided_ja"] else ""
    return f"{change['text_ja']}{undecided}"


def _era_year(change: dict[str, Any]) -> str:
    year = change["start_date"].year
    if change["era_name_ja"] is None:
        return f"{year}年"
    era_year = "元" if change["era_year"] == 1 else str(change["era_year"])
    return f"{change['era_name_ja']}{era_year}年（{year}年）"


def _day(day: date, precision: str) -> str:
    if precision == "year":
        return ""
    return f"{day.month}月" + (f"{day.day}日" if precision == "day" else "")


def _policy(published: Published, municipality_code: str, plan: dict[str, Any]) -> dict[str, Any]:
    found = published.rows(PRINCIPLES, [municipality_code, plan["plan_id"]])
    section = {
        "title": None,
        "lead": plan["policy_process_ja"] or "",
        "widths": [30],
        "rows": [list(r) for r in found],
    }
    return _chapter(plan["policy_name_ja"] or "", [section])


def _goals(published: Published, municipality_code: str, plan: dict[str, Any]) -> dict[str, Any]:
    sections: dict[str, dict[str, Any]] = {}
    for no, name, aim, status, title, text in published.rows(GOALS, [municipality_code, plan["plan_id"]]):
        lead = aim + (TO_BE_REPORTED if status == "to_be_reported" else "")
        section = sections.setdefault(
            no, {"title": f"{no}　{name}", "lead": lead, "widths": [120], "rows": []}
        )
        section["rows"].append([title, text])
    return _chapter(plan["name_ja"], list(sections.values()))


def _organisation(published: Published, municipality_code: str, after: int) -> dict[str, Any]:
    found = published.rows(ORGANISATION, [municipality_code, after, after])
    rows = [[name, belongs or "", text] for name, belongs, text in found]
    return _chapter("機構", [{"title": None, "lead": "", "widths": [110, 110], "rows": rows}])
