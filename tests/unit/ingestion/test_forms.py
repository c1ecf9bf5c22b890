"""The monthly form: what is written into the empty form comes back exactly."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalog.form import form_sheets
from catalog.load import load
from ingestion.forms.make import make_form
from ingestion.forms.read import read_form
from tests import seeds_tree as tree
from tests.deliveries_tree import Desk, delivering_seeds, raw_rows
from tests.seeds_tree import CODE

MAY = date(2023, 5, 1)
CARDS, LOANS, EVENTS = "3-(1)", "1-(1)", "8-(1)"
PLAN = f"""\
title_ja: 月報
list_rows: 5
tables:
  - {{table_id: {tree.CARDS}, over_months: last, only: [cards, cards_reissued]}}
  - {{table_id: {tree.LOANS}, over_months: sum, only: [open_days, loans_general]}}
  - {{table_id: t08_1_events, over_months: sum}}
"""
EVENTS_TABLE = """\
table_id: t08_1_events
table_no: "8-(1)"
chapter: "8"
chapter_title_ja: 行事
title_ja: 行事の一覧
sort_order: 810
layout: list
years: single
rows: [{axis: list}]
columns:
  - {label: 行事名, type: text}
  - {label: 人数}
  - {label: 開催館, children: [{axis: libraries, show_groups: false}]}
"""
FIGURES = "select table_id, row_path, column_path, value from raw.raw_form__figures"
ENTRIES = "select entry_row, entry_no, column_path, value from raw.raw_form__entries"


def reporting_desk(folder: Path) -> Desk:
    """Somebody who takes in what the invented city delivers, and its monthly forms."""
    seeds = delivering_seeds(folder)
    (seeds / "forms").mkdir()
    (seeds / "forms/monthly_report.yaml").write_text(PLAN, encoding="utf-8")
    (seeds / "yearbook/tables/t08_1_events.yaml").write_text(EVENTS_TABLE, encoding="utf-8")
    return Desk(folder, seeds)


def made(desk: Desk, name: str = "form.xlsx", month: date = MAY) -> Path:
    """The empty form of the city."""
    path = desk.folder / name
    make_form(desk.catalog, desk.catalog.municipalities[0], month, path)
    return path


def fill(path: Path, sheet: str, values: dict[str, Any]) -> Path:
    """Write values into cells, as staff do."""
    workbook = openpyxl.load_workbook(path)
    for place, value in values.items():
        workbook[sheet][place] = value
    workbook.save(path)
    return path


def filled(desk: Desk, name: str = "form.xlsx", **changed: Any) -> Path:
    """A form with three figures of loans, or others."""
    values = {"B5": 24, "C5": 1200, "B6": 0} | changed
    return fill(made(desk, name), LOANS, values)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return reporting_desk(tmp_path)


def test_the_form_has_a_cover_and_a_sheet_a_table_with_its_heads(desk: Desk) -> None:
    workbook = openpyxl.load_workbook(made(desk))
    assert workbook.sheetnames == ["表紙", CARDS, LOANS, EVENTS]
    cover = [(row[0], row[1]) for row in workbook["表紙"].iter_rows(3, 6, 1, 2, values_only=True)]
    assert cover == [("自治体コード", CODE), ("自治体名", "砂丘市"), ("年月", "2023-05"), ("見本", "")]
    assert [[cell.value for cell in row] for row in workbook[LOANS]["A4:C6"]] == [
        ["項目", "開館日数", "貸出冊数／一般"],
        ["本館", None, None],
        ["分室／丘", None, None],
    ]
    heads = [cell.value for cell in workbook[EVENTS][4]]
    assert heads == ["掲載順", "行事名", "人数", "開催館／本館", "開催館／分室／丘"]
    assert workbook[EVENTS].max_row == 4 + 5


def test_staff_can_write_into_the_fields_and_nowhere_else(desk: Desk) -> None:
    workbook = openpyxl.load_workbook(made(desk))
    assert all(sheet.protection.sheet for sheet in workbook)
    # B5 a field, C5 where no field is, A5 a head, B4 a head.
    assert [workbook[CARDS][place].protection.locked for place in ("B5", "C5", "A5", "B4")] == [
        False,
        True,
        True,
        True,
    ]


def test_an_empty_form_is_a_report_of_nothing(desk: Desk) -> None:
    reading = read_form(made(desk), "form.xlsx", desk.catalog)
    assert (reading.municipality_code, reading.month_date, reading.is_sample) == (CODE, MAY, False)
    assert (reading.figures, reading.entries) == ([], [])
    assert desk.take_one(desk.folder / "form.xlsx").sentence_ja == (
        "form.xlsx: 月報 0行を取り込みました(2023-05-01から2023-05-31)。"
    )
    assert raw_rows(desk, "select min(day), max(day), count(*) from raw.raw_ingest__winners") == [
        (MAY, date(2023, 5, 31), 31)
    ]


def test_figures_come_back_exactly_and_nought_is_not_blank(desk: Desk) -> None:
    fill(filled(desk), CARDS, {"B5": 300, "B6": 1234567.0, "C7": 12})
    assert desk.take_one(desk.folder / "form.xlsx").sentence_ja.startswith("form.xlsx: 月報 6行を")
    assert raw_rows(desk, FIGURES) == [
        (tree.CARDS, "一般", "人数", "300"),
        (tree.CARDS, "児童", "人数", "1234567"),
        (tree.CARDS, "注/再交付", "件数", "12"),
        (tree.LOANS, "本館", "開館日数", "24"),
        (tree.LOANS, "本館", "貸出冊数/一般", "1200"),
        (tree.LOANS, "分室/丘", "開館日数", "0"),
    ]
    assert raw_rows(desk, "select distinct municipality_code, month_date, is_sample from raw.raw_form__figures") == [
        (CODE, MAY, False)
    ]  # fmt: skip


def test_entries_come_back_with_their_row_and_number(desk: Desk) -> None:
    path = made(desk)
    fill(path, EVENTS, {"A5": 3, "B5": " 夏の会\n第二部 ", "C5": 12, "D5": "●", "E5": "●"})
    fill(path, EVENTS, {"B7": "見学 1,200人", "C7": "１,２００", "A9": 9})
    desk.take_one(path)
    assert raw_rows(desk, ENTRIES) == [
        (5, 3, "行事名", "夏の会\n第二部"),
        (5, 3, "人数", "12"),
        (5, 3, "開催館/本館", "●"),
        (5, 3, "開催館/分室/丘", "●"),
        (7, None, "行事名", "見学 1,200人"),
        (7, None, "人数", "1200"),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("２４", "24"),
        ("１，２３４", "1234"),
        ("1,234,567", "1234567"),
        (" 24 ", "24"),
        ("\u30000", "0"),
        (24.0, "24"),
        ("24.00", "24"),
    ],
)
def test_a_number_may_be_written_wide_with_commas_and_as_text(desk: Desk, written: Any, read: str) -> None:
    desk.take_one(filled(desk, B5=written, C5=None, B6=None))
    assert raw_rows(desk, FIGURES) == [(tree.LOANS, "本館", "開館日数", read)]


def test_rows_and_columns_that_were_moved_or_inserted_do_no_harm(desk: Desk) -> None:
    path = filled(desk)
    workbook = openpyxl.load_workbook(path)
    workbook[LOANS].insert_rows(6, 2)
    workbook[LOANS].insert_rows(1)
    workbook[LOANS].insert_cols(1)
    workbook[LOANS].insert_cols(3)
    workbook._sheets.reverse()
    workbook.save(desk.folder / "moved.xlsx")
    desk.take_one(path)
    assert desk.take_one(desk.folder / "moved.xlsx").state == "known"


def test_a_mark_on_the_cover_makes_a_sample(desk: Desk) -> None:
    path = fill(filled(desk), "表紙", {"B6": "見本"})
    assert desk.take_one(path).sentence_ja.endswith("、見本データ。")
    assert raw_rows(desk, "select distinct is_sample from raw.raw_form__figures") == [(True,)]


def test_a_month_that_excel_made_a_date_of_is_that_month(desk: Desk) -> None:
    path = fill(filled(desk), "表紙", {"B5": datetime(2023, 6, 1)})
    assert read_form(path, "form.xlsx", desk.catalog).month_date == date(2023, 6, 1)


def test_every_field_of_this_repository_s_form_comes_back_for_every_city(
    repository: Path, tmp_path: Path
) -> None:
    catalog = load(repository / "seeds")
    for municipality in catalog.municipalities:
        path = tmp_path / f"{municipality.municipality_code}.xlsx"
        make_form(catalog, municipality, date(2024, 4, 1), path)
        workbook = openpyxl.load_workbook(path)
        expected, number = set(), 0
        for sheet in form_sheets(catalog, municipality, date(2024, 4, 1)):
            for place in sheet.places:
                row = 5 + sheet.row_heads.index(place.row_head)
                column = 2 + sheet.column_heads.index(place.column_head)
                workbook[sheet.name].cell(row, column).value = number = number + 1
                expected.add((sheet.table_id, place.row_path, place.column_path, str(number)))
        workbook.save(path)
        figures = read_form(path, path.name, catalog).figures
        assert {tuple(figure.values()) for figure in figures} == expected
        assert len(expected) == number > 0
