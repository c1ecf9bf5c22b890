"""Plans with projects and their yearly records: they become rows, and what does not fit is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.load import load
from catalog.rows import Row, catalog_rows
from tests.seeds_tree import change
from tests.unit.catalog.plan_texts import PLAN, RECORD, add_plan

TERM = "{indicator_id: happy, fiscal_year: 2024}"
# File, text, its replacement, parts of the sentence.
MISTAKES = {
    "unknown key": (PLAN, "page: 12", "seite: 12", ["「seite」は使えません", "is_priority"]),
    "project twice": (PLAN, "project_no: 1-(1)-②", "project_no: 1-(1)-①", ["project_no 1-(1)-① が二度"]),
    "indicator twice": (PLAN, "indicator_id: happy", "indicator_id: loans", ["indicator_id loans が二度"]),
    "no year": (PLAN, "2026: 80", "次年度: 80", ["targets", "「次年度」"]),
    "phase turned round": (PLAN, "end_fiscal_year: 2024", "end_fiscal_year: 2022", ["前半", "より前"]),
    "unknown table": (PLAN, '"1-(1)"', '"9-(9)"', ["loans: 表「9-(9)」"]),
    "nothing to do": (PLAN, "goals:\n", "goals:\n  - {goal_no: '2', name_ja: 空, indicator_status: by_project}\n", ["目標 2", "一つ以上"]),
    "grade twice": (PLAN, "grade: △, meaning", "grade: ○, meaning", ["grade ○ が二度"]),
    "formula of an unknown grade": (PLAN, "otherwise: △", "otherwise: ×", ["式 mean", "区分「×」", "◎、○、△"]),
    "formula of two kinds": (PLAN, "otherwise: △", "otherwise: △, rate_decimals: 1", ["式 mean", "どちらか"]),
    "formula without an end": (PLAN, ", otherwise: △", "", ["式 mean", "otherwise"]),
    "thresholds out of order": (PLAN, "at_least: 1.1", "at_least: 0.9", ["式 mean", "大きい順"]),
    "record of another year": (RECORD, "fiscal_year: 2024\nsource", "fiscal_year: 2023\nsource", ["fiscal_year を 2024"]),
    "grade that the plan lacks": (RECORD, "grade: ○, reason", "grade: a, reason", ["1-(1)-①: 区分「a」", "△、○、◎"]),
    "grade in per cent beside grades": (RECORD, "grade: ○, reason", "grade: 98%, reason", ["区分「98%」"]),
    "counted grade that the plan lacks": (RECORD, "grade: ○}", "grade: b}", ["区分「b」"]),
    "counted goal that the plan lacks": (RECORD, 'goal_no: "1"', 'goal_no: "4"', ["目標「4」"]),
    "unknown indicator": (RECORD, "  happy: {", "  lucky: {", ["指標「lucky」", "happy、loans"]),
    "unknown project": (RECORD, "project_no: 1-(1)-①, grade", "project_no: 1-(9)-①, grade", ["事業「1-(9)-①」"]),
    "actual of the yearbook": (RECORD, "  happy: {2023: 60,", "  loans: {2024: 5}\n  happy: {2023: 60,", ["loans", "actual_from"]),
    "actual of a year to come": (RECORD, "2024: 70.1", "2025: 70.1", ["happy", "2025年度の実績はありません"]),
    "done in a year to come": (RECORD, "2024: 棚を", "2025: 棚を", ["1-(1)-①", "2025年度の実績はありません"]),
    "entry that is not planned": (RECORD, "entry_no: 2", "entry_no: 3", ["entry_no「3」", "1 から 2"]),
    "entry twice": (RECORD, "entry_no: 2, done: {2024: ポストを置いた。}", "done: {}", ["記入(1-(1)-①、1、2024)"]),
    "statement twice": (RECORD, "statement_id: posts", "statement_id: above", ["記述(2024、above)"]),
    "statement of nothing": (RECORD, ", missing_ja: ほかに数がない。", "", ["posts", "missing_ja"]),
    "term of two kinds": (RECORD, f"left: [{TERM}", "left: [{indicator_id: happy, number: 3}", ["number と label_ja"]),
    "precision of nought": (RECORD, "compare: more_than", "precision: 0", ["precision"]),
}  # fmt: skip


@pytest.fixture
def with_plan(seeds: Path) -> Path:
    return add_plan(seeds)


def rows(seeds: Path, table: str) -> list[Row]:
    return catalog_rows(load(seeds))[f"raw_catalog__plan{table}"]


def test_a_plan_becomes_rows(with_plan: Path) -> None:
    (plan,) = rows(with_plan, "s")
    assert (plan["plan_id"], plan["policy_name_ja"], plan["adopted_date"]) == ("reading", None, None)
    first, second = rows(with_plan, "_projects")
    assert (first["position"], first["goal_no"], first["measure_no"]) == (1, "1", "(1)")
    assert (first["other_names_ja"], first["summary_ja"]) == (
        "貸し出し(別紙)",
        "貸出を増やす。 返しやすくする。",
    )
    assert (second["position"], second["is_new"], second["is_priority"], second["page"]) == (
        2,
        True,
        False,
        None,
    )
    assert [(t["grade"], t["at_least"]) for t in rows(with_plan, "_thresholds")] == [
        ("◎", Decimal("1.1")),
        ("○", Decimal("1")),
        ("△", None),
    ]
    figures = {
        (f["indicator_id"], f["fiscal_year"], f["part"]): f["value"] for f in rows(with_plan, "_figures")
    }
    assert figures[("happy", 2024, "target")] == Decimal("69.5")
    assert figures[("happy", 2024, "actual")] == Decimal("70.1")
    assert ("loans", 2024, "actual") not in figures


def test_remarks_belong_to_the_year_of_the_report(with_plan: Path) -> None:
    found = [
        (e["entry_no"], e["fiscal_year"], e["done_ja"], e["next_ja"]) for e in rows(with_plan, "_entries")
    ]
    assert found == [
        (1, 2023, "広く知らせた。", None),
        (1, 2024, "棚を増やした。", "続ける。"),
        (2, 2024, "ポストを置いた。", None),
    ]


@pytest.mark.parametrize(("file", "old", "new", "parts"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused(with_plan: Path, file: str, old: str, new: str, parts: list[str]) -> None:
    change(with_plan / file, old, new)
    with pytest.raises(CatalogError) as caught:
        load(with_plan)
    said = str(caught.value)
    assert said.startswith(f"seeds/{file}")
    assert [part for part in parts if part not in said] == []


def test_a_formula_of_the_last_year_needs_one(with_plan: Path) -> None:
    change(with_plan / PLAN, "of: year", "of: last_year")
    load(with_plan)
    change(with_plan / PLAN, "end_fiscal_year: 2026\n", "")
    with pytest.raises(CatalogError, match="end_fiscal_year"):
        load(with_plan)


def test_what_one_report_says_of_a_year_no_other_says_again(with_plan: Path) -> None:
    later = with_plan / RECORD.replace("2024", "2025")
    later.write_text("fiscal_year: 2025\nsource_ja: 報告\nactuals: {happy: {2024: 71}}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"実績\(happy、2024\)は .*2024\.yaml にもあります"):
        load(with_plan)


def test_a_record_of_no_plan_is_refused(with_plan: Path) -> None:
    (with_plan / PLAN).unlink()
    with pytest.raises(CatalogError, match=r"計画 reading\.yaml がありません"):
        load(with_plan)


def test_where_the_rate_is_the_evaluation_a_rate_is_recorded(with_plan: Path) -> None:
    text = (with_plan / PLAN).read_text(encoding="utf-8")
    head, _, rest = text.partition("  grades:")
    source = rest[rest.index("source_ja") :]
    (with_plan / PLAN).write_text(f"{head}{source}", encoding="utf-8")
    change(with_plan / RECORD, "grade: ○, reason", "grade: 98.5%, reason")
    change(with_plan / RECORD, ", is_graded: true, grade: ○", "")
    assert [g["grade"] for g in rows(with_plan, "_recorded_grades")] == ["98.5%"]
    change(with_plan / RECORD, "grade: 98.5%", "grade: 良い")
    with pytest.raises(CatalogError, match="区分「良い」"):
        load(with_plan)


def test_the_plan_of_the_repository_keeps_what_is_printed(repository: Path) -> None:
    (recorded,) = load(repository / "seeds").histories["13103"].recorded_plans
    renamed = {p.project_no: p.other_names[0].name_ja for p in recorded.plan.projects if p.other_names}
    assert renamed == {
        "2-(1)-⑤": "小学生・中学生・高校生の各年代を対象とした取組の推進",
        "2-(1)-⑥": "異なる年齢の子どもの本を通じた交流の促進",
    }
    several = {p.project_no for p in recorded.plan.projects if len(p.planned_ja) > 1}
    assert several == {"3-(1)-⑥", "3-(2)-①", "3-(2)-②"}
    assert [(p.start_fiscal_year, p.end_fiscal_year) for p in recorded.plan.phases] == [
        (2021, 2023),
        (2024, 2026),
    ]
