"""Temporary seeds trees: a copy of this repository's, or a tiny one of an invented municipality."""

import shutil
from pathlib import Path

CODE, SLUG, EDITION = "99001", "sakyu", 2024
MUNICIPALITY = f"municipalities/{CODE}_{SLUG}/municipality.yaml"
REGISTER = f"municipalities/{CODE}_{SLUG}/register.csv"
MEASURES = "yearbook/measures.yaml"
DELIVERY = f"yearbook/published/{CODE}/{EDITION}"
LOANS, HOLDINGS, CARDS = "t01_1_loans", "t02_1_holdings", "t03_1_cards"

HEADINGS = "table_no,fiscal_year,as_of_date,row_path,column_path,value,value_status\n"

# 丘 is a branch room in the edition's main year and becomes a library in law, under another name, a year later.
_MUNICIPALITY = """\
municipality_code: "99001"
slug: sakyu
name_ja: 砂丘市
library_system_name_ja: 砂丘市立図書館
population:
  - {as_of_date: 2024-04-01, persons: 20000, source_ja: 砂丘市統計書}
libraries:
  - library_code: "01"
    name_ja: 本館
    periods:
      - {valid_from: 1980-04-01, valid_to: null, kind: library, label_ja: 本館, group_ja: null, parent_library_code: null, is_closed: false, authority_ja: 条例}
    floor_area_m2: 1290.94
    spaces:
      - {name_ja: 開架室, area_m2: 800}
    sources: [条例, 要覧]
  - library_code: "02"
    name_ja: 丘図書館
    periods:
      - {valid_from: 1990-04-01, valid_to: 2025-03-31, kind: branch_room, label_ja: 丘, group_ja: 分室, parent_library_code: "01", is_closed: false, authority_ja: 規則}
      - {valid_from: 2025-04-01, valid_to: null, kind: library, label_ja: 丘図書館, group_ja: null, parent_library_code: null, is_closed: false, authority_ja: 条例}
"""

_REGISTER = """\
register_id,kind,edition,table_no,fiscal_year,row_path,column_path,field,as_read,as_used,status_used,identity,reason_ja
1-(1)-01,repair,2024,1-(1),2022,分室/丘,貸出冊数/児童,value,14,140,,t01_1_loans/loans,290+140=430
"""

_MEASURES = """\
measures:
  - {measure_id: open_days, name_ja: 開館日数, unit_ja: 日, decimals: 0, definition_ja: 開館した日数。, authority: 年報}
  - {measure_id: loans_general, name_ja: 一般書貸出冊数, unit_ja: 冊, decimals: 0, definition_ja: 一般書の貸出。, authority: 年報}
  - {measure_id: loans_children, name_ja: 児童書貸出冊数, unit_ja: 冊, decimals: 0, definition_ja: 児童書の貸出。, authority: 年報}
  - {measure_id: loans, name_ja: 貸出冊数, unit_ja: 冊, decimals: 0, definition_ja: 貸出の合計。, authority: 年報}
  - {measure_id: loans_per_day, name_ja: 1日平均貸出冊数, unit_ja: 冊, decimals: 0, definition_ja: 開館日あたりの貸出。, authority: 年報}
  - {measure_id: holdings, name_ja: 蔵書数, unit_ja: 冊, decimals: 0, definition_ja: 年度末の蔵書。, authority: 年報}
  - {measure_id: accessions, name_ja: 受入冊数, unit_ja: 冊, decimals: 0, definition_ja: 増えた冊数。, authority: 年報}
  - {measure_id: withdrawals, name_ja: 除籍冊数, unit_ja: 冊, decimals: 0, definition_ja: 減った冊数。, authority: 年報}
  - {measure_id: cards, name_ja: 登録者数, unit_ja: 人, decimals: 0, definition_ja: 登録者。, authority: 年報}
  - {measure_id: cards_share, name_ja: 登録者構成比, unit_ja: "%", decimals: 1, definition_ja: 登録者の割合。, authority: 年報}
  - {measure_id: cards_reissued, name_ja: 再交付数, unit_ja: 件, decimals: 0, definition_ja: 再交付した券。, authority: 年報}
"""

_LOANS = """\
table_id: t01_1_loans
table_no: "1-(1)"
chapter: "1"
chapter_title_ja: 利用
title_ja: 貸出の状況
unit_ja: 冊
sort_order: 110
layout: grid
years: blocks
row_heads: [年度, 館名]
rows:
  - {axis: libraries}
  - {label: 合計, role: total}
columns:
  - {label: 開館日数, measure: open_days}
  - label: 貸出冊数
    children:
      - {label: 一般, measure: loans_general}
      - {label: 児童, measure: loans_children}
      - {label: 計, measure: loans, role: subtotal}
  - {label: 1日平均, measure: loans_per_day}
notes:
  - {marker: 注, text_ja: 合計の行の1日平均は館ごとの1日平均の和。}
chart: {kind: trend, rows: [{axis: libraries}], columns: [貸出冊数/計]}
identities:
  - {id: loans, form: sum, within: row, target: 貸出冊数/計, plus: [{children_of: 貸出冊数}]}
  - {id: libraries, form: sum, within: column, target: 合計, plus: [{axis: libraries}], except: [開館日数]}
  - {id: per_day, form: ratio, within: row, target: 1日平均, numerator: 貸出冊数/計, denominator: 開館日数, except: [合計]}
"""

_HOLDINGS = """\
table_id: t02_1_holdings
table_no: "2-(1)"
chapter: "2"
chapter_title_ja: 蔵書
title_ja: 蔵書の増減
unit_ja: 冊
sort_order: 210
layout: grid
years: series
row_heads: [年度]
rows:
  - {label: 全館}
columns:
  - {label: 前年度末, measure: holdings, year_offset: -1}
  - {label: 増加, measure: accessions}
  - {label: 減少, measure: withdrawals}
  - {label: 年度末, measure: holdings, role: total}
chart: {kind: trend, columns: [年度末]}
identities:
  - {id: balance, form: balance, within: row, target: 年度末, plus: [前年度末, 増加], minus: [減少]}
  - {id: carried, form: equal, within: row, target: 前年度末, plus: [{path: 年度末, year_offset: -1}]}
"""

_CARDS = """\
table_id: t03_1_cards
table_no: "3-(1)"
chapter: "3"
chapter_title_ja: 登録
title_ja: 登録者数
sort_order: 310
layout: grid
years: single
row_heads: [区分]
rows:
  - {label: 一般}
  - {label: 児童}
  - {label: 計, role: total}
columns:
  - {label: 人数, measure: cards}
  - {label: 構成比, measure: cards_share}
note_cells:
  - {row_path: 注/再交付, column_path: 件数, measure: cards_reissued}
chart: {kind: bar, rows: [一般, 児童], columns: [人数]}
identities:
  - {id: total, form: sum, within: column, target: 計, plus: [一般, 児童]}
  - {id: share, form: ratio, within: row, target: 構成比, numerator: 人数, denominator: {row: 計, column: 人数}, scale: 100, decimals: 1}
"""

_SOURCE = """\
publisher_ja: 砂丘市立図書館
document_ja: 砂丘市の図書館
edition: 2024
main_fiscal_year: 2023
pages: {"1": "4", "2": "5", "3": "6"}
"""

_NOTES = """\
table_no,fiscal_year_from,fiscal_year_to,marker,text_ja
3-(1),2023,,注,ほかに再交付が{注/再交付|件数}件ある。
"""

_LOANS_CSV = """\
1-(1),2022,,本館,開館日数,281,
1-(1),2022,,本館,貸出冊数/一般,"1,100",
1-(1),2022,,本館,貸出冊数/児童,600,
1-(1),2022,,本館,貸出冊数/計,"1,700",
1-(1),2022,,本館,1日平均,6,
1-(1),2022,,分室/丘,開館日数,149,
1-(1),2022,,分室/丘,貸出冊数/一般,290,
1-(1),2022,,分室/丘,貸出冊数/児童,14,
1-(1),2022,,分室/丘,貸出冊数/計,430,
1-(1),2022,,分室/丘,1日平均,3,
1-(1),2022,,合計,貸出冊数/一般,"1,390",
1-(1),2022,,合計,貸出冊数/児童,740,
1-(1),2022,,合計,貸出冊数/計,"2,130",
1-(1),2022,,合計,1日平均,9,
1-(1),2023,,本館,開館日数,280,
1-(1),2023,,本館,貸出冊数/一般,"1,200",
1-(1),2023,,本館,貸出冊数/児童,640,
1-(1),2023,,本館,貸出冊数/計,"1,840",
1-(1),2023,,本館,1日平均,7,
1-(1),2023,,分室/丘,開館日数,-,closed
1-(1),2023,,分室/丘,貸出冊数/一般,-,closed
1-(1),2023,,分室/丘,貸出冊数/児童,-,closed
1-(1),2023,,分室/丘,貸出冊数/計,-,closed
1-(1),2023,,分室/丘,1日平均,-,closed
1-(1),2023,,合計,貸出冊数/一般,"1,200",
1-(1),2023,,合計,貸出冊数/児童,640,
1-(1),2023,,合計,貸出冊数/計,"1,840",
1-(1),2023,,合計,1日平均,7,
"""

_HOLDINGS_CSV = """\
2-(1),2021,2022-03-31,全館,前年度末,"5,000",
2-(1),2022,,全館,増加,200,
2-(1),2022,,全館,減少,150,
2-(1),2022,2023-03-31,全館,年度末,"5,050",
2-(1),2022,2023-03-31,全館,前年度末,"5,050",
2-(1),2023,,全館,増加,180,
2-(1),2023,,全館,減少,90,
2-(1),2023,2024-03-31,全館,年度末,"5,140",
"""

_CARDS_CSV = """\
3-(1),2023,2024-03-31,一般,人数,300,
3-(1),2023,2024-03-31,一般,構成比,75.0%,
3-(1),2023,2024-03-31,児童,人数,100,
3-(1),2023,2024-03-31,児童,構成比,25.0%,
3-(1),2023,2024-03-31,計,人数,400,
3-(1),2023,2024-03-31,計,構成比,100.0%,
3-(1),2023,,注/再交付,件数,12,
"""

TINY = {
    MUNICIPALITY: _MUNICIPALITY,
    REGISTER: _REGISTER,
    MEASURES: _MEASURES,
    f"yearbook/tables/{LOANS}.yaml": _LOANS,
    f"yearbook/tables/{HOLDINGS}.yaml": _HOLDINGS,
    f"yearbook/tables/{CARDS}.yaml": _CARDS,
    f"{DELIVERY}/source.yaml": _SOURCE,
    f"{DELIVERY}/notes.csv": _NOTES,
    f"{DELIVERY}/{LOANS}.csv": HEADINGS + _LOANS_CSV,
    f"{DELIVERY}/{HOLDINGS}.csv": HEADINGS + _HOLDINGS_CSV,
    f"{DELIVERY}/{CARDS}.csv": HEADINGS + _CARDS_CSV,
}


def tiny_seeds(folder: Path) -> Path:
    """Write the seeds of the invented municipality below a folder; the path of `seeds`."""
    seeds = folder / "seeds"
    for name, text in TINY.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return seeds


def copy_of_seeds(repository: Path, folder: Path) -> Path:
    """Copy the seeds of the repository below a folder; the path of `seeds`."""
    return Path(shutil.copytree(repository / "seeds", folder / "seeds"))


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file exactly once, so that a test cannot change nothing or too much."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
