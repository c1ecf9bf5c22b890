"""`nenpo plan` prints a line a project of a small build, and says which plan or year it wants."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Nenpo
from tests.unit.warehouse.published_file import Row, publish_tables

CODE = {"municipality_code": "99001"}
PLAN = {**CODE, "plan_id": "reading"}
PROJECT = {
    **PLAN,
    "goal_no": "1",
    "measure_no": "(1)",
    "other_names_ja": "",
    "is_new": False,
    "is_priority": True,
}
HAPPY = {
    **PLAN,
    "project_no": "1-(1)-②",
    "indicator_id": "happy",
    "position": 1,
    "kind": "outcome",
    "label_ja": "指標",
    "name_ja": "満足度",
    "unit_ja": "%",
    "basis": "recorded",
}
ENTRY = {**PLAN, "project_no": "1-(1)-②", "entry_no": 1, "planned_ja": "増やす。"}
TABLES: dict[str, list[Row]] = {
    "dim_municipality": [{**CODE, "slug": "sakyu", "name_ja": "砂丘市"}, {"municipality_code": "99002", "slug": "hama", "name_ja": "浜市"}],
    "dim_plan": [{**PLAN, "name_ja": "読書計画", "start_fiscal_year": 2023, "end_fiscal_year": 2026}, {**CODE, "plan_id": "aims", "name_ja": "目標"}],
    "dim_plan_goal": [{**PLAN, "position": 1, "goal_no": "1", "name_ja": "読む"}],
    "dim_plan_measure": [{**PLAN, "position": 1, "goal_no": "1", "measure_no": "(1)", "name_ja": "借りる"}],
    "dim_plan_project": [
        {**PROJECT, "position": 2, "project_no": "1-(1)-①", "name_ja": "展示"},
        {**PROJECT, "position": 1, "project_no": "1-(1)-②", "name_ja": "貸出", "page": 12},
    ],
    "dim_plan_record": [{**PLAN, "fiscal_year": 2024}],
    "fct_plan_values": [
        {**HAPPY, "fiscal_year": 2023, "target": Decimal(80), "actual": Decimal("79.5"), "rate": 0.99375},
        {**HAPPY, "fiscal_year": 2024, "target": Decimal(80)},
    ],
    "fct_plan_entries": [
        {**ENTRY, "fiscal_year": 2023, "done_ja": "広げた。"},
        {**ENTRY, "fiscal_year": 2024, "done_ja": "置いた。", "deviation_ja": "-", "next_ja": "続ける。"},
        {**ENTRY, "entry_no": 2, "planned_ja": "返す。", "fiscal_year": 2024, "deviation_ja": "-"},
    ],
    "rpt_plan__grades": [
        {**PLAN, "project_no": "1-(1)-②", "fiscal_year": 2023},
        {**PLAN, "project_no": "1-(1)-②", "fiscal_year": 2024, "grade_recorded": "◎", "reason_ja": "超えた。", "grade_proposed": "○", "proposal_ja": "式による。", "differs": True},
    ],
    "rpt_plan__statements": [{**PLAN, "project_no": "1-(1)-②", "fiscal_year": 2024, "statement_id": "more", "position": 1, "text_ja": "多い。", "stated": Decimal("1.5"), "status": "holds"}],
    "rpt_plan__identities": [{**PLAN, "fiscal_year": 2024, "identity_id": "projects", "position": 1, "text_ja": "事業", "printed": 2, "counted": 2, "holds": True}],
}  # fmt: skip


@pytest.fixture(scope="module")
def small_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory with the invented plan published."""
    var = tmp_path_factory.mktemp("plan") / "var"
    publish_tables(var, TABLES)
    return var


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_line_a_project_in_printed_order(nenpo: Nenpo, small_plan: Path) -> None:
    done = nenpo("plan", "--municipality", "sakyu", "--format", "jsonl", var=small_plan)
    assert (done.code, done.err) == (0, "")
    first, second = lines(done.out)
    assert (first["project_no"], first["goal_name_ja"], first["page"]) == ("1-(1)-②", "読む", 12)
    assert (first["priority"], first["new"], first["fiscal_year"]) == (True, False, 2024)
    assert (first["grade_recorded"], first["grade_proposed"], first["grade_differs"]) == ("◎", "○", True)
    (indicator,) = first["indicators"]
    assert (indicator["name_ja"], indicator["kind"], indicator["unit"]) == ("満足度", "outcome", "%")
    assert indicator["values"] == {
        "2023": {"target": 80, "actual": 79.5, "rate": 0.99375},
        "2024": {"target": 80, "actual": None, "rate": None},
    }
    assert [e["entry_no"] for e in first["entries"]] == [1, 1, 2]
    assert first["statements"][0]["stated"] == 1.5
    assert first["summaries"] == {
        "planned_ja": "増やす。 返す。",
        "done_ja": {"2023": "広げた。", "2024": "置いた。"},
        "deviation_ja": "-",
        "evaluation_ja": None,
        "next_ja": "続ける。",
    }
    assert (second["project_no"], second["grade_recorded"], second["indicators"]) == ("1-(1)-①", None, [])


def test_an_earlier_year_knows_nothing_of_later_ones(nenpo: Nenpo, small_plan: Path) -> None:
    done = nenpo(
        "plan", "--municipality", "sakyu", "--fiscal-year", "2023", "--format", "jsonl", var=small_plan
    )
    first = lines(done.out)[0]
    assert (first["grade_recorded"], first["statements"], len(first["entries"])) == (None, [], 1)


def test_csv_leaves_out_what_is_no_single_value(nenpo: Nenpo, small_plan: Path) -> None:
    done = nenpo("plan", "--municipality", "sakyu", var=small_plan)
    first, _ = csv.DictReader(io.StringIO(done.out))
    assert (first["project_no"], first["grade_recorded"], first["next_ja"]) == ("1-(1)-②", "◎", "続ける。")
    assert not {"indicators", "entries", "statements", "summaries", "done_ja"} & first.keys()


def test_printed_numbers_of_projects(nenpo: Nenpo, small_plan: Path) -> None:
    done = nenpo("plan", "counts", "--municipality", "sakyu", "--format", "jsonl", var=small_plan)
    assert [(line["identity_id"], line["printed"], line["holds"]) for line in lines(done.out)] == [
        ("projects", 2, True)
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "parts"),
    [
        ([], 2, ["--municipality"]),
        (["--municipality", "hama"], 1, ["計画は収録されていません"]),
        (["--municipality", "sakyu", "--plan", "x"], 1, ["「x」", "reading(読書計画)"]),
        (["--municipality", "sakyu", "--plan", "aims"], 1, ["aims", "事業が収録されていません"]),
        (["--municipality", "sakyu", "--fiscal-year", "2030"], 1, ["2030年度", "2023、2024"]),
    ],
)
def test_what_cannot_be_printed_is_said(
    nenpo: Nenpo, small_plan: Path, arguments: list[str], code: int, parts: list[str]
) -> None:
    done = nenpo("plan", *arguments, var=small_plan)
    assert (done.code, done.out) == (code, "")
    assert [part for part in parts if part not in done.err] == []
