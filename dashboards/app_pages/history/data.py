"""Chronicle, aims and organisation of a library system."""

from typing import Any

from dashboards.format import date_ja
from dashboards.published import frame

KINDS_JA = {
    "opening": "開館・開室",
    "closure": "休館・閉室",
    "move": "移転",
    "hours": "開館時間",
    "open_days": "開館日",
    "loan_limit": "貸出の限度",
    "service_start": "サービス開始",
    "service_end": "サービス終了",
    "system": "システム",
    "plan": "計画",
    "organisation": "機構",
    "counting_rule": "数え方",
    "facility": "施設・設備",
    "conditions": "利用の条件",
}


def chronicle(municipality_code: str) -> list[dict[str, Any]]:
    """Dated changes, the newest first."""
    return frame(
        "select start_date, precision, kind, title_ja, text_ja, source_ja, undecided_ja from dim_annotation"
        " where municipality_code = ? order by start_date desc, annotation_id",
        municipality_code,
    ).to_dicts()


def when_ja(change: dict[str, Any]) -> str:
    """The date of a change, as exactly as it is known."""
    day, precision = change["start_date"], change["precision"]
    if precision == "day":
        return date_ja(day)
    return f"{day.year}年度" if precision == "year" else f"{day.year}年{day.month}月"


def plans(municipality_code: str) -> list[dict[str, Any]]:
    return frame(
        "select * from dim_plan where municipality_code = ? order by adopted_date desc", municipality_code
    ).to_dicts()


def principles(municipality_code: str, plan_id: str) -> list[dict[str, Any]]:
    return frame(
        "select principle_no, text_ja from dim_plan_principle where municipality_code = ? and plan_id = ?"
        " order by position",
        municipality_code,
        plan_id,
    ).to_dicts()


def goals(municipality_code: str, plan_id: str) -> list[dict[str, Any]]:
    """Goals with their actions, a row an action, or with their measures and how many projects each has."""
    return frame(
        "with steps as ("
        " select municipality_code, plan_id, goal_no, position, action_no as no, title_ja, text_ja"
        " from dim_plan_action union all"
        " select municipality_code, plan_id, goal_no, any_value(m.position), measure_no,"
        " any_value(measure_no || m.name_ja), count(*) || '事業'"
        " from dim_plan_measure as m join dim_plan_project as p"
        " using (municipality_code, plan_id, goal_no, measure_no)"
        " group by municipality_code, plan_id, goal_no, measure_no"
        ") select g.goal_no, g.name_ja, g.indicator_status, s.no, s.title_ja, s.text_ja"
        " from dim_plan_goal as g join steps as s using (municipality_code, plan_id, goal_no)"
        " where municipality_code = ? and plan_id = ? order by g.position, s.position",
        municipality_code,
        plan_id,
    ).to_dicts()


def organisation(municipality_code: str) -> list[dict[str, Any]]:
    return frame(
        "select name_ja, belongs_to_ja, kind, valid_from, valid_to, text_ja, source_ja from dim_organisation"
        " where municipality_code = ? order by position",
        municipality_code,
    ).to_dicts()
