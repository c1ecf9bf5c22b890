"""The plan of the monthly form: what it asks of a city in a month, and what is wrong with a plan."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.form import FormSheet, ListColumn, Place, form_measures, form_sheets
from catalog.load import load
from tests import seeds_tree as tree
from tests.seeds_tree import change

FORM = "forms/monthly_report.yaml"
EVENTS = "t08_1_events"
PLAN = f"""\
title_ja: 月報
list_rows: 7
tables:
  - {{table_id: {tree.HOLDINGS}, over_months: sum, last: [withdrawals]}}
  - {{table_id: {tree.CARDS}, over_months: last, only: [cards, cards_reissued]}}
  - table_id: {tree.LOANS}
    over_months: sum
    only: [open_days, loans_general, loans]
  - {{table_id: {EVENTS}, over_months: sum}}
"""
EVENTS_TABLE = f"""\
table_id: {EVENTS}
table_no: "8-(1)"
chapter: "8"
chapter_title_ja: 行事
title_ja: 行事の一覧
sort_order: 810
layout: list
years: single
rows:
  - {{axis: list}}
  - {{label: 計, role: total}}
columns:
  - {{label: 行事名, type: text}}
  - {{label: 人数, measure: participants}}
  - {{label: 開催館, measure: events, children: [{{axis: libraries, show_groups: false}}]}}
"""
MAY = date(2023, 5, 1)


@pytest.fixture
def planned(seeds: Path) -> Path:
    """The tiny seeds with a form of four tables, one of them a list."""
    (seeds / "forms").mkdir()
    (seeds / FORM).write_text(PLAN, encoding="utf-8")
    (seeds / f"yearbook/tables/{EVENTS}.yaml").write_text(EVENTS_TABLE, encoding="utf-8")
    more = "\n".join(
        f"  - {{measure_id: {name}, name_ja: {name}, unit_ja: 人, decimals: 0, definition_ja: 数。, authority: 年報}}"
        for name in ("participants", "events")
    )
    with (seeds / tree.MEASURES).open("a", encoding="utf-8") as measures:
        measures.write(f"{more}\n")
    return seeds


def sheets(seeds: Path, month: date = MAY) -> dict[str, FormSheet]:
    catalog = load(seeds)
    return {sheet.table_id: sheet for sheet in form_sheets(catalog, catalog.municipalities[0], month)}


def fields(sheet: FormSheet) -> list[tuple[str, str]]:
    return [(place.row_head, place.column_head) for place in sheet.places]


def refusal(seeds: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        load(seeds)
    return str(caught.value)


def test_sheets_come_in_the_order_of_the_plan_and_bear_the_table_s_number(planned: Path) -> None:
    assert [(sheet.name, sheet.title_ja) for sheet in sheets(planned).values()] == [
        ("2-(1)", "表2-(1) 蔵書の増減"),
        ("3-(1)", "表3-(1) 登録者数"),
        ("1-(1)", "表1-(1) 貸出の状況"),
        ("8-(1)", "表8-(1) 行事の一覧"),
    ]


def test_neither_totals_nor_last_year_s_figures_are_asked(planned: Path) -> None:
    assert sheets(planned)[tree.HOLDINGS].places == (
        Place("全館", "増加", "全館", "増加", "accessions", "sum"),
        Place("全館", "減少", "全館", "減少", "withdrawals", "last"),
    )


def test_only_the_measures_named_are_asked_and_levels_are_parted_by_a_wide_slash(planned: Path) -> None:
    # 貸出冊数/計 is named as a measure, and is a subtotal all the same.
    assert fields(sheets(planned)[tree.LOANS]) == [
        ("本館", "開館日数"),
        ("本館", "貸出冊数／一般"),
        ("分室／丘", "開館日数"),
        ("分室／丘", "貸出冊数／一般"),
    ]
    assert sheets(planned)[tree.LOANS].places[-1].column_path == "貸出冊数/一般"


def test_a_figure_that_stands_in_a_note_is_a_field_of_its_own_head(planned: Path) -> None:
    sheet = sheets(planned)[tree.CARDS]
    assert fields(sheet) == [("一般", "人数"), ("児童", "人数"), ("注／再交付", "件数")]
    assert sheet.row_heads == ["一般", "児童", "注／再交付"]
    assert sheet.column_heads == ["人数", "件数"]


def test_a_figure_of_a_note_that_is_not_named_is_not_asked(planned: Path) -> None:
    change(planned / FORM, "over_months: last, only: [cards, cards_reissued]", "over_months: last")
    assert ("注／再交付", "件数") not in fields(sheets(planned)[tree.CARDS])


def test_a_list_asks_for_a_number_texts_counts_and_marks(planned: Path) -> None:
    sheet = sheets(planned)[EVENTS]
    assert (sheet.rows, sheet.places) == (7, ())
    assert sheet.columns == (
        ListColumn("行事名", "行事名", is_text=True, is_mark=False),
        ListColumn("人数", "人数", is_text=False, is_mark=False),
        ListColumn("開催館／本館", "開催館/本館", is_text=False, is_mark=True),
        ListColumn("開催館／分室／丘", "開催館/分室/丘", is_text=False, is_mark=True),
    )
    assert sheet.column_heads == ["掲載順", "行事名", "人数", "開催館／本館", "開催館／分室／丘"]


@pytest.mark.parametrize(
    ("month", "heads"),
    [
        (date(1989, 12, 1), ["本館"]),
        (date(1990, 4, 1), ["本館", "分室／丘"]),
        (date(2025, 3, 1), ["本館", "分室／丘"]),
        (date(2025, 4, 1), ["本館", "丘図書館"]),
    ],
)
def test_a_library_is_asked_under_the_name_that_it_bears_in_the_month(
    planned: Path, month: date, heads: list[str]
) -> None:
    found = sheets(planned, month)
    assert found[tree.LOANS].row_heads == heads
    assert found[EVENTS].column_heads[3:] == [f"開催館／{head}" for head in heads]


def test_a_month_before_the_first_library_has_no_sheet_of_libraries(planned: Path) -> None:
    assert list(sheets(planned, date(1980, 3, 1))) == [tree.HOLDINGS, tree.CARDS, EVENTS]


@pytest.mark.parametrize(("month", "heads"), [(4, ["増加", "減少"]), (5, ["増加"]), (12, ["増加"])])
def test_a_column_of_one_month_is_asked_in_that_month(planned: Path, month: int, heads: list[str]) -> None:
    path = planned / f"yearbook/tables/{tree.HOLDINGS}.yaml"
    change(path, "measure: withdrawals}", 'measure: withdrawals, where: {month: "4"}}')
    assert sheets(planned, date(2023, month, 1))[tree.HOLDINGS].column_heads == heads


def test_every_measure_of_a_field_has_one_way_to_make_a_year_and_lists_have_none(planned: Path) -> None:
    assert form_measures(load(planned)) == [
        (tree.HOLDINGS, "accessions", "sum"),
        (tree.HOLDINGS, "withdrawals", "last"),
        (tree.CARDS, "cards", "last"),
        (tree.CARDS, "cards_reissued", "last"),
        (tree.LOANS, "open_days", "sum"),
        (tree.LOANS, "loans_general", "sum"),
    ]


def test_an_installation_without_a_form_loads_and_asks_for_nothing(seeds: Path) -> None:
    catalog = load(seeds)
    assert (catalog.form, form_measures(catalog)) == (None, [])
    with pytest.raises(CatalogError, match=r"^seeds/forms/monthly_report\.yaml がありません。"):
        form_sheets(replace(catalog, form=None), catalog.municipalities[0], MAY)


@pytest.mark.parametrize(
    ("old", "new", "line", "parts"),
    [
        ("title_ja: 月報", "titel_ja: 月報", 1, ["「titel_ja」は使えません", "title_ja、list_rows、tables"]),
        ("title_ja: 月報\n", "", 1, ["title_ja", "必須"]),
        ("list_rows: 7", 'list_rows: "7"', 2, ["list_rows", "「7」は整数で"]),
        ("sum, last: [w", "add, last: [w", 4, ["tables.0.over_months", "「add」", "'sum' or 'last'"]),
        ("over_months: last, only", "only", 5, ["tables.1.over_months", "必須"]),
        ("[cards, cards_reissued]", "cards", 5, ["tables.1.only", "並び"]),
        ("    over_months: sum\n    only", "    over_months: sum\n    onyl", 8, ["「onyl」は使えません", "only"]),
        ("    only:", "    over_months: sum\n    only:", 8, ["「over_months」が二度"]),
        ("only: [open_days,", "only: [1,", 8, ["tables.2.only.0", "引用符で囲んだ"]),
        ("[open_days, loans_general, loans]", "[open_days", 9, ["YAMLとして読めません"]),
    ],
)  # fmt: skip
def test_a_mistake_in_the_plan_is_refused_with_file_line_and_key(
    planned: Path, old: str, new: str, line: int, parts: list[str]
) -> None:
    change(planned / FORM, old, new)
    said = refusal(planned)
    assert said.startswith(f"seeds/{FORM} {line}行目")
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (EVENTS, "t08_9_events", "9行目: 表「t08_9_events」はありません。seeds/yearbook/tables/ の表に"),
        (EVENTS, tree.CARDS, f"9行目: 表「{tree.CARDS}」が二度あります。一つにまとめて"),
        ("only: [cards,", "only: [card,", "5行目 only: 表「t03_1_cards」に測定項目「card」はありません。使えるもの: cards、cards_r"),
        ("only: [open_days,", "only: [cards,", "8行目 only: 表「t01_1_loans」に測定項目「cards」はありません。"),
        ("last: [with", "last: [xwith", "4行目 last: "),
    ],
)  # fmt: skip
def test_a_table_or_measure_that_there_is_not_is_refused_with_its_line(
    planned: Path, old: str, new: str, said: str
) -> None:
    change(planned / FORM, old, new)
    assert refusal(planned).startswith(f"seeds/{FORM} {said}")


@pytest.mark.parametrize(("old", "new"), [("図書館", "丘図書館"), ("丘", "分室／丘")])
def test_a_name_that_ends_like_that_of_another_time_is_another_name(
    planned: Path, old: str, new: str
) -> None:
    path, (group, _, label) = planned / tree.MUNICIPALITY, new.rpartition("／")
    shutil.rmtree(planned / "yearbook/published")
    change(path, "valid_to: 2025-03-31", "valid_to: 2024-09-30")
    change(path, "valid_from: 2025-04-01", "valid_from: 2024-10-01")
    change(path, "label_ja: 丘, group_ja: 分室", f"label_ja: {old}, group_ja: null")
    change(path, "label_ja: 丘図書館, group_ja: null", f"label_ja: {label}, group_ja: {group or 'null'}")
    assert sheets(planned, date(2024, 9, 1))[tree.LOANS].row_heads == ["本館", old]
    assert sheets(planned, date(2024, 10, 1))[tree.LOANS].row_heads == ["本館", new]


def test_fields_have_the_decimals_of_their_measure(planned: Path) -> None:
    path = planned / tree.MEASURES
    change(path, "name_ja: 受入冊数, unit_ja: 冊, decimals: 0", "name_ja: 受入冊数, unit_ja: 冊, decimals: 2")
    change(path, "name_ja: participants, unit_ja: 人, decimals: 0", "name_ja: 人, unit_ja: 人, decimals: 1")
    found = sheets(planned)
    assert [place.decimals for place in found[tree.HOLDINGS].places] == [2, 0]
    assert [column.decimals for column in found[EVENTS].columns] == [0, 1, 0, 0]


def test_the_form_of_this_repository_asks_every_city_for_something_in_every_month(repository: Path) -> None:
    catalog = load(repository / "seeds")
    assert catalog.form is not None
    for municipality in catalog.municipalities:
        for month in range(1, 13):
            found = form_sheets(catalog, municipality, date(2024, month, 1))
            assert len({sheet.name for sheet in found}) == len(found) > 0
            # Excel's own limit.
            assert max(len(sheet.name) for sheet in found) <= 31
