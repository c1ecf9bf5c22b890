"""Plans as the build holds them, and their tables as texts."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.published_file import DIMENSIONS, Row, publish_tables
from warehouse import plan_tables
from warehouse.open import Published, open_published
from warehouse.plans import list_plans, plan_of_year, plan_years, rate_percent

PLAN = {"municipality_code": "99001", "plan_id": "reading"}
AIMS = {"municipality_code": "99001", "plan_id": "aims"}
IN_YEAR = {**PLAN, "fiscal_year": 2024}


def value(project_no: str, indicator_id: str, year: int, target: float | None, actual: float | None) -> Row:
    named = {"label_ja": "成果指標①", "name_ja": indicator_id, "unit_ja": "冊", "decimals": 0}
    place = {"project_no": project_no, "indicator_id": indicator_id, "position": 1, "kind": "outcome"}
    return {**PLAN, **place, **named, "fiscal_year": year, "target": target, "actual": actual}


def tables() -> dict[str, list[Row]]:
    project = {**PLAN, "goal_no": "1", "measure_no": "(1)", "is_priority": True, "is_new": False, "page": 40}
    entry = {**PLAN, "project_no": "1-②", "planned_ja": "席を置く。"}
    return {
        **DIMENSIONS,
        "dim_fiscal_year": [{"fiscal_year": y, "label_ja": f"令和{y - 2018}年度"} for y in (2023, 2024)],
        "dim_plan": [
            {**AIMS, "name_ja": "目標", "adopted_date": date(2025, 4, 1), "source_ja": "要覧"},
            {**PLAN, "name_ja": "読書計画", "adopted_date": None, "start_fiscal_year": 2024, "end_fiscal_year": 2030},
        ],
        "dim_plan_goal": [{**PLAN, "position": 1, "goal_no": "1", "name_ja": "読む人"}],
        "dim_plan_action": [],
        "dim_plan_measure": [{**PLAN, "goal_no": "1", "measure_no": "(1)", "position": 1, "name_ja": "場所"}],
        "dim_plan_project": [
            {**project, "project_no": "1-①", "position": 1, "name_ja": "棚", "has_indicators": True},
            {**project, "project_no": "1-②", "position": 2, "name_ja": "席", "has_indicators": False},
        ],
        "dim_plan_grade": [{**PLAN, "position": 1, "grade": "a", "meaning_ja": "届く"}],
        "dim_plan_formula": [{**PLAN, "formula_id": "mean", "valid_from": date(2025, 3, 31), "name_ja": "平均", "text_ja": "平均を見る。"}],
        "dim_plan_record": [{**IN_YEAR, "source_ja": "票", "undecided_ja": "未定の点"}],
        "fct_plan_values": [
            value("1-①", "貸出", 2024, 1_000_000, 999_999),
            value("1-①", "貸出", 2023, 100, 29),
            value("1-①", "貸出", 2025, 100, None),
        ],
        "fct_plan_entries": [
            {**entry, "entry_no": 1, "fiscal_year": 2023, "done_ja": "考えた。"},
            {**entry, "entry_no": 1, "fiscal_year": 2024, "done_ja": "置いた。", "deviation_ja": "-", "next_ja": "増やす。"},
            {**entry, "entry_no": 1, "fiscal_year": 2022, "done_ja": "古い。"},
        ],
        "rpt_plan__grades": [
            {**IN_YEAR, "project_no": "1-①", "grade_recorded": "a", "reason_ja": "多い", "grade_proposed": "b", "formula_id": "mean", "score": 0.99999, "proposal_ja": "式による", "differs": True},
            {**IN_YEAR, "fiscal_year": 2023, "project_no": "1-①", "differs": None},
        ],
        "rpt_plan__statements": [
            {**IN_YEAR, "project_no": "1-①", "statement_id": "s", "position": 1, "text_ja": "倍", "computed_ja": "1.57倍", "status": "differs", "arithmetic_ja": "22÷14"},
        ],
        "rpt_plan__identities": [
            {**IN_YEAR, "identity_id": "all", "position": 1, "text_ja": "全部", "printed": 3, "counted": 2, "holds": False},
            {**IN_YEAR, "identity_id": "none", "position": 2, "text_ja": "－", "printed": None, "counted": 0, "holds": None},
        ],
    }  # fmt: skip


@pytest.fixture
def published(tmp_path: Path) -> Published:
    publish_tables(tmp_path, tables())
    return open_published(tmp_path)


@pytest.mark.parametrize(
    ("target", "actual", "percent"),
    [
        (Decimal(1_000_000), Decimal(999_999), "99.9"),
        (Decimal(100), Decimal(29), "29.0"),
        (Decimal(72), Decimal(68), "94.4"),
        (Decimal("85.5"), Decimal("85.5"), "100.0"),
        (Decimal(3), Decimal(-1), "-33.4"),
        (Decimal(0), Decimal(5), None),
        (None, Decimal(5), None),
        (Decimal(5), None, None),
    ],
)
def test_a_rate_is_cut_off(target: Any, actual: Any, percent: str | None) -> None:
    found = rate_percent({"target": target, "actual": actual})
    assert (found is None) if percent is None else str(found) == percent


def test_a_plan_with_projects_comes_first_and_knows_its_years(published: Published) -> None:
    assert [plan["plan_id"] for plan in list_plans(published, "99001")] == ["reading", "aims"]
    assert plan_years(published, "99001", "reading") == [2023, 2024]
    assert plan_years(published, "99001", "aims") == []


def test_a_year_without_records_falls_back_to_the_aims(published: Published) -> None:
    plan = plan_of_year(published, "99001", 2019)
    assert plan is not None and (plan.plan["plan_id"], plan.fiscal_year) == ("aims", None)
    assert plan_of_year(published, "99001", 2019, "reading") is None
    assert plan_of_year(published, "99999", 2024) is None


def test_the_tables_of_a_year(published: Published) -> None:
    plan = plan_of_year(published, "99001", 2024)
    assert plan is not None
    shelf, seats = plan.projects
    assert plan_tables.by_grade(plan).rows == (("1　読む人", "1", "1", "2"), ("計", "1", "1", "2"))
    (listed, _) = plan_tables.project_list(plan, "1", plan.projects).rows
    assert listed == ("1-①", "棚", "重点", "40", "", "", "a", "場所")
    graded = dict(plan_tables.grading(plan, shelf).rows)
    assert (graded["記録された区分"], graded["区分の理由"]) == ("a", "多い")
    assert (graded["提案(この製品の式による)"], graded["提案の点"]) == ("b", "0.9999")
    assert graded["提案の式"] == "平均。平均を見る。（2025年3月31日からの評価に使う）"
    assert plan_tables.difference(plan, shelf).count("。") == 1
    assert plan_tables.difference(plan, seats) == ""
    (values,) = plan.indicators("1-①")
    shown = plan_tables.indicator_values(plan, values)
    assert shown.heads == ("項目", "令和5年度", "令和6年度", "2025年度")
    assert shown.rows[1:] == (("実績", "29", "999,999", "－"), ("達成率", "29.0%", "99.9%", "－"))
    others = plan_tables.entries(plan, [seats])
    assert others.heads[2:5] == ("計画の内容", "令和5年度の実績", "令和6年度の実績")
    assert others.rows == (("1-②", "席", "席を置く。", "考えた。", "置いた。", "-", "－", "増やす。"),)
    assert plan_tables.counts(plan).rows == (("全部", "3", "2", "不一致"), ("－", "－", "0", "資料が空欄"))
    (statement,) = plan_tables.statements(plan, plan.projects).rows
    assert statement == ("1-①", "倍", "1.57倍", "合わない", "22÷14")


def test_before_the_first_formula_nothing_is_proposed(published: Published) -> None:
    plan = plan_of_year(published, "99001", 2023)
    assert plan is not None
    graded = dict(plan_tables.grading(plan, plan.projects[0]).rows)
    assert graded["提案(この製品の式による)"] == "この年度には式がないので提案しない"
    assert "提案の式" not in graded
    # What was done later is not told of an earlier year.
    assert "置いた。" not in str(plan_tables.entries(plan, plan.projects).rows)


def test_a_plan_graded_by_rates_is_counted_too(tmp_path: Path) -> None:
    by_rates = tables() | {"dim_plan_grade": []}
    by_rates["rpt_plan__grades"][0]["grade_recorded"] = "98.5%"
    publish_tables(tmp_path, by_rates)
    plan = plan_of_year(open_published(tmp_path), "99001", 2024)
    assert plan is not None
    counted = plan_tables.by_grade(plan)
    assert (counted.heads[1:], counted.rows[-1]) == (
        ("達成率で記録", "区分なし", "計"),
        ("計", "1", "1", "2"),
    )
