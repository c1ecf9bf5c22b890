"""A municipality that nobody has: one folder, its printed figures, a plan."""

import csv
import io
from pathlib import Path

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


def add(seeds: Path) -> None:
    """Put it into a tree of seeds."""
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
