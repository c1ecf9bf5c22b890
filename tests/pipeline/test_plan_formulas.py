"""Plans of other kinds are data: marks, letters, rates; and no figure is rounded before it is graded."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests import seeds_tree as tree
from tests.conftest import REPOSITORY
from tests.pipeline.plan_marts import plan_marts
from tests.seeds_tree import change, tiny_seeds
from tests.unit.catalog.plan_texts import add_plan

WARD = "13103/library_service_promotion"
# Name, and actual and target of each indicator in 2024.
FIGURES: dict[str, list[tuple[str, str]]] = {
    "百万": [("999999", "1000000")],
    "三分の一": [("2", "3"), ("4", "3")],
    "小数": [("69.3", "77")],
    "欠け": [("5", "4"), ("", "8")],
    "零": [("5", "0")],
    "長い": [(f"{10**12 + k}.0001", f"{10**13 + 2 * k + 1}.0003") for k in range(1, 9)],
    "最低": [("3", "2"), ("9", "10")],
}
LETTERS = """\
plan_id: {plan_id}
name_ja: 砂丘市の計画
start_fiscal_year: 2020
end_fiscal_year: 2026
authority_ja: 砂丘市
reporting_ja: 毎年報告する。
goals:
  - goal_no: "1"
    name_ja: 読む
    indicator_status: by_project
    measures:
      - measure_no: "(1)"
        name_ja: 借りる
        projects:
{projects}
evaluation:
  note_ja: 式は本製品のもの。
  grades: {grades}
  formulas:
{formulas}
source_ja: 要覧
"""
HEAD = "name_ja: 式, text_ja: 式の説明。, indicators: all"
STEPS = "thresholds: [{grade: A, at_least: 1}, {grade: B, at_least: 0.9}], otherwise: C, no_value_grade: －"
ABC = "[{grade: A, meaning_ja: 達成}, {grade: B, meaning_ja: 概ね}, {grade: C, meaning_ja: 遅れ}, {grade: －, meaning_ja: 不明}]"


def _write(seeds: Path, plan_id: str, grades: str, formulas: list[str], record: str = "") -> None:
    projects, actuals = [], []
    for number, (name, figures) in enumerate(FIGURES.items()):
        indicators = []
        for place, (actual, target) in enumerate(figures):
            key = f"i{number}_{place}"
            targets = f"{{2019: {target}, 2024: {target}, 2026: 2000000}}"
            indicators.append(
                f"{{indicator_id: {key}, kind: outcome, label_ja: 指標, name_ja: {name}{place}, unit_ja: 件, targets: {targets}}}"
            )
            if actual:
                actuals.append(f"  {key}: {{2019: {actual}, 2024: {actual}}}")
        projects.append(
            f"          - {{project_no: {name}, name_ja: {name}, planned_ja: [する。], indicators: [{', '.join(indicators)}]}}"
        )
    text = LETTERS.format(
        plan_id=plan_id,
        projects="\n".join(projects),
        grades=grades,
        formulas="\n".join(f"    - {{{HEAD}, {formula}}}" for formula in formulas),
    )
    folder = seeds / "plans" / tree.CODE
    (folder / plan_id).mkdir(parents=True)
    (folder / f"{plan_id}.yaml").write_text(text, encoding="utf-8")
    (folder / plan_id / "2024.yaml").write_text(
        "fiscal_year: 2024\nsource_ja: 報告\nactuals:\n" + "\n".join(actuals) + "\n" + record,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("plans")
    seeds = add_plan(tiny_seeds(folder))
    plans = seeds / "plans" / tree.CODE
    for name, old, new in (
        ("lower", "2025: 1368052", "2025: 1250000"),
        ("higher", "2025: 77}", "2025: 88}"),
    ):
        shutil.copytree(REPOSITORY / "seeds/plans" / WARD, plans / name)
        text = (REPOSITORY / "seeds/plans" / f"{WARD}.yaml").read_text(encoding="utf-8")
        named = text.replace("plan_id: library_service_promotion", f"plan_id: {name}")
        (plans / f"{name}.yaml").write_text(named, encoding="utf-8")
        change(plans / name / "2025.yaml", old, new)
    change(plans / "higher" / "2025.yaml", "計画に載る事業, printed: 43", "計画に載る事業, printed: 44")
    lowest = f"formula_id: lowest, valid_from: 2023-04-01, of: year, combine: lowest, {STEPS}"
    mean = f"formula_id: mean, valid_from: 2021-04-01, of: year, combine: mean, {STEPS}"
    later = f"formula_id: later, valid_from: 2025-04-01, of: year, combine: highest, {STEPS}"
    _write(seeds, "letters", ABC, [mean, later])
    _write(seeds, "two_formulas", ABC, [mean, lowest])
    record = "grades: [{project_no: 百万, grade: 100.0%, reason_ja: 達した。}]\n"
    rate = "formula_id: rate, valid_from: 2020-04-01, of: {}, combine: highest, rate_decimals: {}"
    _write(seeds, "rates", "[]", [rate.format("year", 1)], record)
    _write(seeds, "last_year", "[]", [rate.format("last_year", 0)])
    cells = [
        (tree.CODE, 2023, "1-(1)", "合計", "貸出冊数/計", 2023, Decimal(1)),
        (tree.CODE, 2024, "1-(1)", "合計", "貸出冊数/計", 2023, Decimal(1840)),
        (tree.CODE, 2024, "1-(1)", "合計", "貸出冊数/計", 2024, Decimal(2130)),
    ]
    connection = plan_marts(seeds, folder, cells)
    yield connection
    connection.close()


def proposals(
    marts: duckdb.DuckDBPyConnection, plan_id: str, fiscal_year: int = 2024
) -> dict[str, str | None]:
    found = marts.execute(
        "select project_no, grade_proposed from marts.rpt_plan__grades where plan_id = ? and fiscal_year = ?",
        [plan_id, fiscal_year],
    ).fetchall()
    return dict(found)


def said(marts: duckdb.DuckDBPyConnection, plan_id: str, project_no: str, fiscal_year: int = 2024) -> str:
    (row,) = marts.execute(
        "select proposal_ja from marts.rpt_plan__grades where plan_id = ? and project_no = ? and fiscal_year = ?",
        [plan_id, project_no, fiscal_year],
    ).fetchall()
    return str(row[0])


def test_letters_by_thresholds_are_graded_before_rounding(marts: duckdb.DuckDBPyConnection) -> None:
    assert proposals(marts, "letters") == {
        "百万": "B",  # 0.999999
        "三分の一": "A",  # (2/3 + 4/3) / 2 = 1; added as binary fractions it may fall short
        "小数": "B",  # 69.3 / 77 = 0.9; as binary fractions 0.8999…
        "欠け": "－",
        "零": "－",
        "長い": "－",
        "最低": "A",  # (1.5 + 0.9) / 2 = 1.2
    }
    assert 69.3 / 77 < 0.9


def test_what_falls_short_is_never_shown_as_reached(marts: duckdb.DuckDBPyConnection) -> None:
    text = said(marts, "letters", "百万")
    assert "999,999÷1,000,000＝99.9%" in text
    assert "平均は99.9%" in text
    assert "100" not in text.replace("1,000,000", "")


@pytest.mark.parametrize(
    ("project", "part"),
    [
        ("欠け", "欠け1の実績が分からない"),
        ("零", "零0の目標が分からない"),
        ("長い", "桁が多すぎる"),
    ],
)
def test_a_proposal_says_what_it_lacks(marts: duckdb.DuckDBPyConnection, project: str, part: str) -> None:
    assert part in said(marts, "letters", project)


def test_before_the_first_formula_there_is_no_proposal(marts: duckdb.DuckDBPyConnection) -> None:
    assert set(proposals(marts, "letters", 2019).values()) == {None}
    assert "未定" in said(marts, "letters", "百万", 2019)


def test_the_formula_in_force_at_the_end_of_the_year_counts(marts: duckdb.DuckDBPyConnection) -> None:
    assert proposals(marts, "two_formulas")["最低"] == "B"  # 0.9, the lowest
    assert proposals(marts, "two_formulas")["三分の一"] == "C"  # 2/3


def test_a_rate_is_cut_off_and_not_rounded(marts: duckdb.DuckDBPyConnection) -> None:
    found = proposals(marts, "rates")
    # The highest: 133.33…, 90, 150 per cent; nothing where a figure is missing.
    expected = {
        "百万": "99.9%",
        "三分の一": "133.3%",
        "小数": "90.0%",
        "欠け": None,
        "零": None,
        "最低": "150.0%",
    }
    assert {name: found[name] for name in expected} == expected
    (differs,) = marts.execute(
        "select grade_recorded, differs from marts.rpt_plan__grades where plan_id = 'rates' and grade_recorded is not null"
    ).fetchall()
    assert differs == ("100.0%", True)


def test_a_rate_of_the_last_years_target(marts: duckdb.DuckDBPyConnection) -> None:
    assert proposals(marts, "last_year")["百万"] == "49%"  # 999,999 / 2,000,000


def test_marks_and_an_actual_figure_taken_from_the_yearbook(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select fiscal_year, actual, rate, basis from marts.fct_plan_values"
        " where plan_id = 'reading' and indicator_id = 'loans' order by all"
    ).fetchall()
    # The newest edition that has the figure; 1,840 / 1,900 and 2,130 / 2,000.
    assert found == [
        (2023, Decimal(1840), 1840 / 1900, "computed"),
        (2024, Decimal(2130), 1.065, "computed"),
    ]
    # (2,130 / 2,000 + 70.1 / 69.5) / 2 = 1.0368…
    assert proposals(marts, "reading") == {"1-(1)-①": "○"}


def test_one_actual_figure_moves_the_proposal(marts: duckdb.DuckDBPyConnection) -> None:
    # (1,250,000 / 1,360,000 + 77 / 88) / 2 = 0.897…; (1,368,052 / 1,360,000 + 88 / 88) / 2 = 1.002…
    assert proposals(marts, "lower", 2025)["1-(1)-④"] == "c"
    assert proposals(marts, "higher", 2025)["1-(1)-④"] == "a"
    unchanged = {"3-(1)-①": "a", "4-(1)-②": "b"}
    assert proposals(marts, "lower", 2025) == {**unchanged, "1-(1)-④": "c"}


def test_statements_follow_the_figures_they_speak_of(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select statement_id, status, computed_ja from marts.rpt_plan__statements"
        " where plan_id = 'lower' and project_no = '1-(1)-④' order by position"
    ).fetchall()
    assert found[0] == ("holdings_above_plan", "differs", "-110,000冊")
    assert marts.execute(
        "select statement_id, status, computed_ja from marts.rpt_plan__statements where plan_id = 'reading'"
    ).fetchall() == [("above", "holds", "0.6ポイント"), ("posts", "not_checkable", None)]


def test_printed_counts_are_counted(marts: duckdb.DuckDBPyConnection) -> None:
    assert marts.execute(
        "select identity_id, printed, counted, holds from marts.rpt_plan__identities where plan_id = 'reading'"
    ).fetchall() == [("projects", 2, 2, True), ("good", 1, 1, True)]
    violated = "select plan_id, identity_id, printed, counted from marts.rpt_plan__identities where not holds"
    assert marts.execute(violated).fetchall() == [("higher", "projects", 44, 43)]
