"""The yearly sheet of a plan: what is written into it comes back to the character, and what cannot be used is named."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalog.load import load
from catalog.plan_record import PlanRecord
from ingestion.errors import DeliveryError
from ingestion.plans.layout import ACTUALS, COVER, ENTRIES, GRADES
from ingestion.plans.make import make_sheet
from ingestion.plans.read import read_sheet
from ingestion.plans.record_file import changes, merged, record_path, write_record
from tests.seeds_tree import CODE, change, tiny_seeds

YEAR = 2026
PLAN = """\
plan_id: reading
name_ja: 砂丘市読書計画
start_fiscal_year: 2024
end_fiscal_year: 2028
authority_ja: 砂丘市
reporting_ja: 毎年報告する。
evaluation:
  note_ja: 図書課が付ける。
  grades: [{grade: a, meaning_ja: 上回る}, {grade: b, meaning_ja: 届く}, {grade: －, meaning_ja: 分からない}]
goals:
  - goal_no: "1"
    name_ja: 読む人
    indicator_status: by_project
    measures:
      - measure_no: (1)
        name_ja: 場所
        projects:
          - project_no: 1-(1)-①
            name_ja: 棚を増やす
            planned_ja: [棚を置く。]
            indicators:
              - {indicator_id: shelves, kind: activity, label_ja: 取組目標, name_ja: 棚の数, unit_ja: 台, targets: {2026: 1200}}
              - {indicator_id: content, kind: outcome, label_ja: 成果指標, name_ja: 満足, unit_ja: "%", decimals: 1, targets: {2026: 85.5}}
              - {indicator_id: loans, kind: outcome, label_ja: 成果指標, name_ja: 貸出, unit_ja: 冊, targets: {2026: 9000}, actual_from: {table_no: 1-(1), row_path: 合計, column_path: 貸出冊数/計}}
          - project_no: 1-(1)-②
            name_ja: 席を増やす
            planned_ja: [席を置く。, 予約を始める。]
source_ja: 計画書
"""
HOSTILE = "=cmd|' /C calc'!A0"
TEXTS = (
    "全角の１２３，４５６と△７",
    HOSTILE,
    "　字下げと末尾の空白 ",
    "一行目\n二行目\t-1+1",
    "@SUM(A1) \U0001f4d6 '引用",
)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    root = tiny_seeds(tmp_path)
    path = root / "plans" / CODE / "reading.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PLAN, encoding="utf-8")
    return root


def made(seeds: Path, record: PlanRecord | None = None, year: int = YEAR) -> Path:
    plan = next(p for p in load(seeds).histories[CODE].plans if p.plan_id == "reading")
    path = seeds.parent / "sheet.xlsx"
    make_sheet(CODE, plan, year, record, path)
    return path


def fill(path: Path, values: dict[tuple[str, str], Any]) -> Path:
    """Write into fields as staff do; a text is typed as text, whatever it begins with."""
    workbook = openpyxl.load_workbook(path)
    for (sheet, place), value in values.items():
        cell = workbook[sheet][place]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    workbook.save(path)
    return path


def filled(seeds: Path) -> Path:
    values: dict[tuple[str, str], Any] = {
        (COVER, "B7"): "令和8年度 進捗管理票",
        (ACTUALS, "G5"): "１，１９９",
        (ACTUALS, "G6"): 77.5,
        (GRADES, "C5"): "－",
        (GRADES, "D5"): TEXTS[0],
        (ENTRIES, "E5"): TEXTS[1],
        (ENTRIES, "F6"): TEXTS[2],
        (ENTRIES, "G6"): TEXTS[3],
        (ENTRIES, "H7"): TEXTS[4],
    }
    return fill(made(seeds), values)


def written(seeds: Path, record: PlanRecord) -> PlanRecord:
    path = record_path(seeds, CODE, "reading", YEAR)
    write_record(record, path, seeds)
    return PlanRecord.read(path, seeds)


def test_a_filled_sheet_survives_the_round_trip(seeds: Path) -> None:
    reading = read_sheet(filled(seeds), "sheet.xlsx", load(seeds))
    record = written(seeds, reading.record)
    assert (reading.municipality_code, record.fiscal_year, record.source_ja) == (
        CODE,
        YEAR,
        "令和8年度 進捗管理票",
    )
    assert record.actuals == {"shelves": {YEAR: Decimal(1199)}, "content": {YEAR: Decimal("77.5")}}
    assert [(g.project_no, g.grade, g.reason_ja) for g in record.grades] == [("1-(1)-①", "－", TEXTS[0])]
    assert [(e.project_no, e.entry_no, e.done) for e in record.entries] == [
        ("1-(1)-①", 1, {YEAR: TEXTS[1]}),
        ("1-(1)-②", 1, {}),
        ("1-(1)-②", 2, {}),
    ]
    _, first, second = record.entries
    assert (first.deviation_ja, first.evaluation_ja, second.next_ja) == TEXTS[2:]
    # The whole catalogue takes the file, and a sheet made of it reads the same again.
    load(seeds)
    assert read_sheet(made(seeds, record), "again.xlsx", load(seeds)).record == record


def test_an_empty_sheet_has_the_known_columns_and_offers_the_grades(seeds: Path) -> None:
    workbook = openpyxl.load_workbook(made(seeds))
    assert workbook.sheetnames == [COVER, ACTUALS, GRADES, ENTRIES]
    first = [cell.value for cell in workbook[ACTUALS][5]]
    assert first == ["1-(1)-①", "shelves", "棚を増やす", "棚の数", "台", "1,200", None]
    (offered,) = workbook[GRADES].data_validations.dataValidation
    assert (offered.formula1, str(offered.sqref)) == ('"a,b,－"', "C5:C6")
    assert workbook[ENTRIES].max_row == 4 + 3


@pytest.mark.parametrize(
    ("place", "value", "parts"),
    [
        ((GRADES, "C5"), "ｂ", ["シート「区分」の5行 C列「区分」", "「ｂ」", "a、b、－か空欄"]),
        ((GRADES, "D5"), None, ["シート「区分」の5行 D列「理由」", "「－」"]),
        ((ACTUALS, "G5"), "約千", ["シート「実績」の5行 G列「実績」", "「約千」", "整数か空欄"]),
        ((ACTUALS, "G5"), 10.5, ["5行 G列", "「10.5」", "整数"]),
        ((ACTUALS, "G6"), "77.55", ["6行 G列", "「77.55」", "小数第1位まで"]),
        ((ACTUALS, "G7"), 5, ["7行 G列", "「5」", "年報の表から"]),
        ((ACTUALS, "F5"), "1,000", ["5行 F列「目標」", "「1,000」", "「1,200」に戻す"]),
        ((ACTUALS, "A5"), "9-(9)-①", ["5行 A列「事業番号」", "9-(9)-①", "1-(1)-①・shelves"]),
        ((ACTUALS, "G4"), "実せき", ["4行 G列", "「実せき」", "実績"]),
        ((ENTRIES, "K6"), "はみ出し", ["6行 K列", "「はみ出し」"]),
        ((COVER, "B6"), "2031", ["「年度」", "「2031」", "2024から2028"]),
        ((COVER, "B4"), "other", ["「other」", "99001 reading"]),
        ((COVER, "B7"), None, ["「資料」", "空欄"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_its_place(
    seeds: Path, place: tuple[str, str], value: Any, parts: list[str]
) -> None:
    path = fill(filled(seeds), {place: value})
    with pytest.raises(DeliveryError) as caught:
        read_sheet(path, "票.xlsx", load(seeds))
    said = str(caught.value)
    assert said.startswith("票.xlsx")
    assert [part for part in parts if part not in said] == []


def test_a_formula_is_refused(seeds: Path) -> None:
    path = filled(seeds)
    workbook = openpyxl.load_workbook(path)
    workbook[ENTRIES]["E5"] = "=1+1"
    workbook.save(path)
    with pytest.raises(DeliveryError, match="「取組」のE5: 数式"):
        read_sheet(path, "票.xlsx", load(seeds))


def test_other_years_and_what_no_sheet_asks_for_stay(seeds: Path) -> None:
    known = PlanRecord.model_validate(
        {
            "fiscal_year": YEAR,
            "source_ja": "初めの記録",
            "actuals": {"shelves": {"2025": 1100, "2026": 1150}},
            "entries": [
                {"project_no": "1-(1)-①", "done": {"2025": "前の年", "2026": "この年"}, "next_ja": "次"}
            ],
            "counts": [{"identity_id": "all", "text_ja": "計", "printed": 2}],
        }
    )
    read = read_sheet(filled(seeds), "sheet.xlsx", load(seeds)).record
    record = merged(read, known)
    assert record.actuals["shelves"] == {2025: Decimal(1100), YEAR: Decimal(1199)}
    assert record.entries[0].done == {2025: "前の年", YEAR: HOSTILE}
    assert record.counts == known.counts
    said = changes(known, record)
    assert "実績 shelves 2026年度: 1,150 → 1,199" in said
    assert "取組 1-(1)-① 項番1 今後の取組: 次 → (なし)" in said
    assert not any("2025年度" in line for line in said)
    assert changes(record, merged(read, record)) == []


def test_a_record_that_contradicts_another_year_is_not_left_behind(seeds: Path) -> None:
    path = record_path(seeds, CODE, "reading", YEAR + 1)
    path.parent.mkdir(parents=True)
    path.write_text(
        "fiscal_year: 2027\nsource_ja: 次の年の票\nactuals: {shelves: {2026: 1}}\n", encoding="utf-8"
    )
    read = read_sheet(filled(seeds), "sheet.xlsx", load(seeds)).record
    with pytest.raises(DeliveryError, match="にもあります"):
        write_record(read, record_path(seeds, CODE, "reading", YEAR), seeds)
    assert [file.name for file in path.parent.iterdir()] == ["2027.yaml"]


@pytest.mark.parametrize(
    ("written", "taken"), [("98.5%", True), ("100%", True), ("98.5", False), ("a", False)]
)
def test_a_plan_graded_by_rates_takes_rates(seeds: Path, written: str, taken: bool) -> None:
    grades = (
        "[{grade: a, meaning_ja: 上回る}, {grade: b, meaning_ja: 届く}, {grade: －, meaning_ja: 分からない}]"
    )
    change(seeds / "plans" / CODE / "reading.yaml", grades, "[]")
    path = fill(filled(seeds), {(GRADES, "C5"): written})
    if taken:
        (grade,) = read_sheet(path, "票.xlsx", load(seeds)).record.grades
        assert grade.grade == written
    else:
        with pytest.raises(DeliveryError, match=r"98\.5% の形"):
            read_sheet(path, "票.xlsx", load(seeds))
