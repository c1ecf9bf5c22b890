"""A fifth municipality is data: one folder and its printed figures, in a seeds tree of the test's own."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import REPOSITORY, run_nenpo
from tests.pages.opening import html_of, opened

CODE, SLUG = "99005", "mihonshi"

MUNICIPALITY = """\
municipality_code: "99005"
slug: mihonshi
name_ja: 見本市
library_system_name_ja: 見本市立図書館
population: [{as_of_date: 2025-04-01, persons: 20000, source_ja: 見本}]
feeds: [{feed: published_figures, pattern: "*.csv", encoding: utf-8}]
libraries:
  - library_code: "01"
    name_ja: 見本図書館
    periods: [{valid_from: 2000-04-01, valid_to: null, kind: library, label_ja: 見本図書館, group_ja: null,
               parent_library_code: null, is_closed: false, authority_ja: 見本条例第2条}]
  - library_code: "02"
    name_ja: 丘の上分館
    periods: [{valid_from: 2010-04-01, valid_to: null, kind: branch_room, label_ja: 丘の上, group_ja: 分館,
               parent_library_code: "01", is_closed: false, authority_ja: 見本条例第2条}]
"""
SOURCE = """\
publisher_ja: 見本市立図書館
document_ja: 見本市の図書館
edition: 2025
main_fiscal_year: 2024
pages: {"1": "3", "4": "7"}
"""
HOLDINGS = """\
table_no,fiscal_year,as_of_date,row_path,column_path,value,value_status
1-(3),2024,2025-03-31,全館,一般図書,"31,070",
1-(3),2024,2025-03-31,全館,児童図書,"12,030",
1-(3),2024,2025-03-31,全館,図書計,"43,100",
"""
PLAN = """\
plan_id: reading
name_ja: 見本市読書計画
start_fiscal_year: 2023
end_fiscal_year: 2025
authority_ja: 見本市
reporting_ja: 毎年報告する。
goals:
  - goal_no: "1"
    name_ja: 読む
    indicator_status: by_project
    measures:
      - measure_no: "(1)"
        name_ja: 借りる
        projects:
          - project_no: 1-(1)-①
            name_ja: 貸出
            planned_ja: [貸出を増やす。]
            indicators: [{indicator_id: loans, kind: outcome, label_ja: 指標, name_ja: 貸出冊数, unit_ja: 冊, targets: {2024: 80000},
                          actual_from: {table_no: 4-(1), row_path: 合計, column_path: 貸出冊数/合計}}]
evaluation:
  note_ja: 式は本製品のもの。
  grades: [{grade: 甲, meaning_ja: 届いた。}, {grade: 乙, meaning_ja: 近い。}, {grade: 丙, meaning_ja: 遠い。}]
  formulas: [{formula_id: lowest, valid_from: 2023-04-01, name_ja: 最も低い達成率, text_ja: 最も低い達成率。, indicators: outcome,
              of: year, combine: lowest, thresholds: [{grade: 甲, at_least: 1}, {grade: 乙, at_least: 0.975}], otherwise: 丙}]
source_ja: 見本市読書計画
"""
RECORD = """\
fiscal_year: 2024
source_ja: 見本市報告
grades: [{project_no: 1-(1)-①, grade: 甲, reason_ja: 人口が減ったため。}]
"""


def _loans() -> str:
    """Table 4-(1) of two libraries; per day = loans by open days, rounded."""
    columns = ["開館日数", "貸出冊数/図書/一般", "貸出冊数/図書/児童", "貸出冊数/図書/計", "貸出冊数/視聴覚", "貸出冊数/合計",
               "貸出冊数/1日平均", "貸出人数/成人", "貸出人数/児童", "貸出人数/計"]  # fmt: skip
    figures = {
        "見本図書館": [290, 40_013, 20_004, 60_017, 1_000, 61_017, 210, 15_000, 5_000, 20_000],
        "分館/丘の上": [240, 9_001, 8_002, 17_003, 0, 17_003, 71, 4_000, 2_000, 6_000],
        "合計": [None, 49_014, 28_006, 77_020, 1_000, 78_020, 281, 19_000, 7_000, 26_000],
    }
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["table_no", "fiscal_year", "as_of_date", "row_path", "column_path", "value", "value_status"]
    )
    for row, values in figures.items():
        for column, value in zip(columns, values, strict=True):
            if value is not None:
                writer.writerow(["4-(1)", 2024, "", row, column, f"{value:,}", ""])
    return out.getvalue()


@pytest.fixture(scope="module")
def five_cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var directory built from the repository's seeds and one folder more (and its printed figures)."""
    root = tmp_path_factory.mktemp("five")
    seeds = root / "seeds"
    shutil.copytree(REPOSITORY / "seeds", seeds)
    city = seeds / "municipalities" / f"{CODE}_{SLUG}"
    city.mkdir()
    (city / "municipality.yaml").write_text(MUNICIPALITY, encoding="utf-8")
    printed = seeds / "yearbook" / "published" / CODE / "2025"
    printed.mkdir(parents=True)
    (printed / "source.yaml").write_text(SOURCE, encoding="utf-8")
    (printed / "holdings.csv").write_text(HOLDINGS, encoding="utf-8")
    (printed / "loans.csv").write_text(_loans(), encoding="utf-8")
    (seeds / "plans" / CODE / "reading").mkdir(parents=True)
    (seeds / "plans" / CODE / "reading.yaml").write_text(PLAN, encoding="utf-8")
    (seeds / "plans" / CODE / "reading" / "2024.yaml").write_text(RECORD, encoding="utf-8")
    built = run_nenpo("build", var=root / "var", seeds=seeds)
    assert built.returncode == 0, built.stderr
    return root / "var"


@pytest.mark.slow
def test_its_cells_are_there_under_its_name(five_cities: Path) -> None:
    listed = run_nenpo("cells", "--municipality", "見本市", var=five_cities)
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert {row["table_no"] for row in rows} == {"1-(3)", "4-(1)"}
    assert [r["value"] for r in rows if (r["row_path"], r["column_path"]) == ("合計", "貸出冊数/合計")] == [
        "78020"
    ]
    assert len(rows) == 3 + 29


@pytest.mark.slow
def test_its_identities_are_checked(five_cities: Path) -> None:
    checked = run_nenpo("check", var=five_cities)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_its_plan_is_graded_by_its_own_thresholds(five_cities: Path) -> None:
    printed = run_nenpo("plan", "--municipality", SLUG, "--format", "jsonl", var=five_cities)
    assert printed.returncode == 0, printed.stderr
    (line,) = map(json.loads, printed.stdout.splitlines())
    # 78,020 of the yearbook's table by 80,000 is 0.97525.
    assert line["indicators"][0]["values"]["2024"] == {"target": 80000, "actual": 78020, "rate": 0.97525}
    assert (line["grade_recorded"], line["grade_proposed"], line["grade_differs"]) == ("甲", "乙", True)
    assert "97.5%" in line["proposal_ja"]


@pytest.mark.slow
def test_its_yearbook_is_printed(five_cities: Path, tmp_path: Path) -> None:
    out = tmp_path / "yearbook.pdf"
    printed = run_nenpo(
        "export",
        "yearbook",
        "--municipality",
        SLUG,
        "--fiscal-year",
        "2024",
        "--out",
        str(out),
        var=five_cities,
    )
    assert printed.returncode == 0, printed.stderr
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    for expected in ("見本市立図書館", "丘の上", "78,020", "43,100"):
        assert expected in text
    assert "西宮" not in text


@pytest.mark.slow
def test_its_pages_show_it(five_cities: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landing = opened(five_cities, monkeypatch, municipality=CODE)
    table = opened(five_cities, monkeypatch, "table", municipality=CODE, table="4-(1)", fiscal_year="2024")
    for app in (landing, table):
        assert not app.exception
        assert "78,020" in html_of(app)
    assert "見本市立図書館" in html_of(landing)
    assert "丘の上" in html_of(table)
