"""The plan of the repository's seeds in the published file, and as `nenpo plan` prints it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_nenpo
from tests.pages.opening import opened, table_of
from warehouse.open import Published

KEY = "municipality_code = '13103' and plan_id = 'library_service_promotion'"
# Figures of the report that stand in texts and statements alone, by project.
FIGURES = {
    "1-(1)-①": ["4月"],
    "1-(1)-④": ["約8,000冊", "令和9年度"],
    "1-(3)-①": ["6台", "2台", "22か所", "2倍"],
    "1-(3)-③": ["令和6年度", "5月"],
    "2-(1)-①": ["0歳児"],
    "2-(1)-②": ["3冊", "6月", "1,711人", "1.5倍"],
    "3-(1)-①": ["600冊", "約11,800件", "約1.3倍", "69.1%"],
    "3-(1)-②": ["35校"],
    "3-(1)-③": ["20件", "150件", "約7.5倍"],
    "3-(2)-①": ["約250冊"],
    "3-(2)-②": ["9つ", "5月"],
    "4-(1)-②": ["4回", "9つ", "約50作品"],
    "4-(2)-①": ["4館"],
    "4-(2)-②": ["3～5歳", "2園"],
    "4-(3)-①": ["2回"],
}
# (target, actual) of 2023 to 2026, as appendix 2 prints them.
VALUES = {
    "holdings": [(1330000, 1333888), (1345000, 1382480), (1360000, 1368052), (1375000, None)],
    "satisfaction": [(85, 83), (86, 78), (88, 77), (90, None)],
    "ebook_titles": [(7500, 6691), (8000, 7885), (9000, 8548), (10000, None)],
    "ebook_loans": [(25000, 24190), (30000, 45267), (35000, 46843), (40000, None)],
    "research_lessons": [(50, 68), (70, 89), (72, 68), (74, None)],
    "contest_entries": [(1200, 982), (1200, 1653), (1350, 1398), (1500, None)],
}
STATEMENTS = {
    "holdings_above_plan": ("holds", "8,052冊"),
    "satisfaction_flat": ("not_checkable", "1ポイント"),
    "ebook_titles_below_plan": ("holds", "452タイトル"),
    "ebook_titles_growth": ("holds", "663タイトル"),
    "ebook_loans_above_target": ("holds", "11,843件"),
    "ebook_loans_times_target": ("holds", "1.338…倍"),
    "ebook_loans_final_target": ("holds", "6,843件"),
    "ebook_willingness": ("not_checkable", None),
    "lessons_below_plan": ("holds", "4回"),
    "contest_above_target": ("holds", "48作品"),
    # 22 places less 6 and 2 machines: 22 / 14.
    "book_posts_doubled": ("differs", "1.571…倍"),
    "picture_book_growth": ("not_checkable", None),
    "delivery_growth": ("holds", "7.5倍"),
}


@pytest.fixture(scope="module")
def lines(published_var: Path) -> dict[str, dict[str, Any]]:
    """What the command prints, by project number."""
    printed = run_nenpo("plan", "--municipality", "minato", "--format", "jsonl", var=published_var)
    assert printed.returncode == 0, printed.stderr
    found = [json.loads(line) for line in printed.stdout.splitlines()]
    return {line["project_no"]: line for line in found}


def test_there_are_43_projects(lines: dict[str, dict[str, Any]]) -> None:
    assert len(lines) == 43
    by_goal = [sum(line["goal"] == goal for line in lines.values()) for goal in "1234"]
    assert by_goal == [9, 10, 12, 12]
    assert [no for no, line in lines.items() if line["priority"]] == ["1-(1)-④", "3-(1)-①", "4-(1)-②"]
    assert [no for no, line in lines.items() if line["new"]] == ["1-(3)-③", "2-(1)-②"]
    assert next(iter(lines)) == "1-(1)-①"
    assert list(lines)[-1] == "4-(3)-②"
    assert {line["division"] for line in lines.values()} == {"図書文化財課"}
    pages = [line["page"] for line in lines.values()]
    assert (pages[0], pages[-1], pages) == (40, 57, sorted(pages))


def test_printed_numbers_of_projects_are_counted(published: Published) -> None:
    found = published.rows(
        f"select identity_id, printed, counted, holds from rpt_plan__identities where {KEY} order by position"
    )
    assert {row[0]: row[1:] for row in found if not row[0].startswith(("sheet", "goal"))} == {
        "projects": (43, 43, True),
        "grade_a": (2, 2, True),
        "grade_b": (1, 1, True),
        "grade_c": (0, 0, True),
        # The cell is printed empty, which is not nought.
        "grade_none": (None, 0, None),
        "graded": (3, 3, True),
        "with_indicators": (3, 3, True),
        "priority": (3, 3, True),
        "new": (2, 2, True),
    }
    for kind, parts in (("goal", 4), ("sheet", 7)):
        counted = [row[2] for row in found if row[0].startswith(kind) and row[3]]
        assert (len(counted), sum(counted)) == (parts, 43)


def test_targets_and_actual_figures_are_the_printed_ones(lines: dict[str, dict[str, Any]]) -> None:
    found = {i["indicator_id"]: i["values"] for line in lines.values() for i in line["indicators"]}
    assert {
        name: [(value["target"], value["actual"]) for _, value in sorted(values.items())]
        for name, values in found.items()
    } == VALUES
    assert sorted(found["holdings"]) == ["2023", "2024", "2025", "2026"]


def test_recorded_grades_stand_beside_proposals(lines: dict[str, dict[str, Any]]) -> None:
    graded = {no: line for no, line in lines.items() if line["grade_recorded"]}
    assert {
        no: (line["grade_recorded"], line["grade_proposed"], line["grade_differs"])
        for no, line in graded.items()
    } == {"1-(1)-④": ("b", "b", False), "3-(1)-①": ("a", "a", False), "4-(1)-②": ("a", "b", True)}
    scores = [line["score"] for line in graded.values()]
    # (1,368,052 / 1,360,000 + 77 / 88) / 2 and so on.
    assert scores == pytest.approx([0.940460, 1.144075, 0.99], abs=1e-6)
    for line in graded.values():
        assert line["grade_reason_ja"]
        assert "本製品の式" in line["proposal_ja"]
    assert "平均は99.0%" in lines["4-(1)-②"]["proposal_ja"]


def test_before_the_formula_there_is_no_proposal(published: Published) -> None:
    found = published.rows(
        "select distinct fiscal_year, grade_proposed, formula_id from rpt_plan__grades"
        f" where {KEY} and fiscal_year < 2025 order by all"
    )
    assert found == [(2023, None, None), (2024, None, None)]


def test_statements_are_checked_against_their_figures(lines: dict[str, dict[str, Any]]) -> None:
    found = {
        s["statement_id"]: (s["status"], s["computed_ja"])
        for line in lines.values()
        for s in line["statements"]
    }
    assert {name: found[name] for name in STATEMENTS} == STATEMENTS
    assert [name for name, (status, _) in found.items() if status == "differs"] == ["book_posts_doubled"]
    (posts,) = (s for s in lines["1-(3)-①"]["statements"] if s["status"] == "differs")
    assert "22（設置か所） − 6（令和6年度の増設） − 2（令和7年度の増設）" in posts["arithmetic_ja"]
    assert "区に確かめる" in posts["arithmetic_ja"]


def test_every_other_figure_of_the_report_comes_out(lines: dict[str, dict[str, Any]]) -> None:
    for project_no, figures in FIGURES.items():
        line = json.dumps(lines[project_no], ensure_ascii=False)
        assert [figure for figure in figures if figure not in line] == [], project_no


def test_every_project_has_its_entries(lines: dict[str, dict[str, Any]]) -> None:
    several = {no for no, line in lines.items() if len({e["entry_no"] for e in line["entries"]}) > 1}
    assert several == {"3-(1)-⑥", "3-(2)-①", "3-(2)-②"}
    for project_no, line in lines.items():
        assert line["summaries"]["planned_ja"]
        assert line["summaries"]["evaluation_ja"]
        assert line["summaries"]["next_ja"]
        # The three detailed sheets tell what was done in figures.
        assert list(line["summaries"]["done_ja"]) == ([] if line["indicators"] else ["2024", "2025"]), (
            project_no
        )
    assert "参考資料" in lines["2-(1)-⑤"]["other_names_ja"]


def test_the_history_page_tells_goals_and_measures(
    published_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(published_var, monkeypatch, "history", municipality="13103")
    assert not app.exception
    rows = table_of(app, "目標と取組")
    assert [row[1:3] for row in rows[:3]] == [
        ("(1)図書館資料の充実", "4事業"),
        ("(2)利用者同士の交流の場の提供", "2事業"),
        ("(3)図書館利用における利便性の向上", "3事業"),
    ]
    assert len(rows) == 3 + 2 + 3 + 3
