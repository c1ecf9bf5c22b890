"""Two municipalities whose system writes its loans in a way of its own, and what it delivers."""

import csv
import io
from pathlib import Path

# Code, name and heading of the number that joins the loans of one visit to the counter; the other system writes none.
NUMBERED, UNNUMBERED = ("99006", "besshi", "処理番号"), ("99007", "besshi_minami", None)
City = tuple[str, str, str | None]

MUNICIPALITY = """\
municipality_code: "{code}"
slug: {slug}
name_ja: 別紙市
library_system_name_ja: 別紙市立図書館
deliveries:
  - {{feed: kashidashi, layout: loans, encoding: utf-8, delimiter: "\\t"}}
  - {{feed: kaikan, layout: opening_log, encoding: utf-8}}
libraries:
  - library_code: "01"
    name_ja: 別紙図書館
    periods: [{{valid_from: 2000-04-01, valid_to: null, kind: library, label_ja: 別紙図書館, group_ja: null,
               parent_library_code: null, is_closed: false, authority_ja: 別紙条例第2条}}]
"""
DEFINITIONS = """\
definitions:
  - {name: renewals_count_as_loans, value: false, valid_from: 2020-04-01, authority_ja: 別紙条例, note_ja: 数えない。}
  - {name: checkout_unit, value: transaction, valid_from: 2020-04-01, authority_ja: 別紙条例, note_ja: 手続きごと。}
"""
LOANS = {
    "checkout_at": "貸出の日",
    "library_code": "館名",
    "borrower_code": "利用者の種類",
    "age_years": "年齢",
    "ndc": "請求記号",
    "material_code": "資料",
    "audience_code": "一般・児童",
}
LOAN_WORDS = [
    ("library_code", "別紙本館", "01"),
    ("borrower_code", "個人", "person"),
    ("material_code", "本", "book"),
    ("audience_code", "おとな", "general"),
    ("audience_code", "こども", "children"),
]
LOG = {"date": "日", "library_code": "館名", "state_code": "開"}
LOG_WORDS = [("library_code", "別紙本館", "01"), ("state_code", "○", "open"), ("state_code", "×", "closed")]


def csv_text(rows: list[tuple[str, ...]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def add(seeds: Path, city: City) -> None:
    """Add a city to the seeds; its loans bear a transaction number under this heading, or none."""
    code, slug, transaction = city
    home = seeds / "municipalities" / f"{code}_{slug}"
    maps = home / "column_maps"
    maps.mkdir(parents=True)
    (home / "municipality.yaml").write_text(MUNICIPALITY.format(code=code, slug=slug), encoding="utf-8")
    (home / "definitions.yaml").write_text(DEFINITIONS, encoding="utf-8")
    columns = LOANS | ({"transaction_no": transaction} if transaction else {})
    for feed, headings, words in (("kashidashi", columns, LOAN_WORDS), ("kaikan", LOG, LOG_WORDS)):
        text = csv_text([("column", "heading"), *headings.items()])
        (maps / f"{feed}.csv").write_text(text, encoding="utf-8", newline="")
        text = csv_text([("column", "their_value", "our_value"), *words])
        (maps / f"{feed}_values.csv").write_text(text, encoding="utf-8", newline="")


def loans(folder: Path, transaction: str | None) -> Path:
    """Six loans in four transactions, as their system writes them: UTF-8 with BOM, tabs, eras, full-width digits."""
    rows = [
        ("令和６年５月１日", "別紙本館", "個人", "４１", "596ア", "本", "おとな", "k1"),
        ("令和６年５月１日", "別紙本館", "個人", "４１", "Ｅ", "本", "こども", "k1"),
        ("R6.5.1", "別紙本館", "個人", "8", "913.6", "本", "こども", "k2"),
        ("2024/5/2", "別紙本館", "個人", "12", "007", "本", "おとな", "k3"),
        ("20240502", "別紙本館", "個人", "１３", "Ｒ 210", "本", "おとな", "k4"),
        ("20240502", "別紙本館", "個人", "１３", "913.6", "本", "おとな", "k4"),
    ]
    heads = tuple(LOANS.values())
    table = [(*heads, transaction), *rows] if transaction else [heads, *(row[:-1] for row in rows)]
    path = folder / "kashidashi.txt"
    path.write_text(csv_text(table, "\t"), encoding="utf-8-sig", newline="")
    return path


def opening_log(folder: Path) -> Path:
    days = [
        ("令和6年5月1日", "別紙本館", "○"),
        ("令和6年5月2日", "別紙本館", "○"),
        ("令和6年5月7日", "別紙本館", "×"),
    ]
    path = folder / "kaikan.csv"
    path.write_text(csv_text([tuple(LOG.values()), *days]), encoding="utf-8", newline="")
    return path
