"""A table is drawn as it is printed, from its specification and its cells."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.unit.warehouse.printed_sample import TABLES
from tests.unit.warehouse.published_file import publish_tables
from warehouse.errors import UserError
from warehouse.open import Published, open_published
from warehouse.printed_table import HeaderCell, PrintedCell, PrintedTable, list_tables, printed_table


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    var = tmp_path_factory.mktemp("printed")
    publish_tables(var, TABLES)
    published = open_published(var)
    yield published
    published.close()


def printed(published: Published, table_id: str, year: int, *, whole_edition: bool = False) -> PrintedTable:
    return printed_table(published, "99001", 2024, table_id, year, whole_edition=whole_edition)


def _drawn(cell: HeaderCell | PrintedCell) -> str:
    """Text, `↓` rows and `→` columns that it spans, `|` behind a head of a row."""
    down = f"↓{cell.rowspan}" if cell.rowspan > 1 else ""
    right = f"→{cell.colspan}" if cell.colspan > 1 else ""
    return cell.text + down + right + ("|" if cell.is_stub else "")


def header(found: PrintedTable) -> list[str]:
    return [" ".join(_drawn(cell) for cell in level) for level in found.header]


def body(found: PrintedTable) -> list[str]:
    return [" ".join(_drawn(cell) or "_" for cell in row.cells) for row in found.rows]


def test_heads_span_what_stands_below_them(published: Published) -> None:
    assert header(printed(published, "loans", 2022)) == [
        "年度↓3| 館名↓3→2| 日数↓3 冊数→3 人数↓3 構成比↓3",
        "図書→2 視聴覚↓2",
        "一般 児童",
    ]


def test_a_column_that_is_blank_in_the_year_is_not_drawn(published: Published) -> None:
    assert "構成比" not in header(printed(published, "loans", 2023))[0]


def test_rows_have_groups_marks_and_brackets_and_no_row_that_is_blank(published: Published) -> None:
    assert body(printed(published, "loans", 2023)) == [
        "R5↓5| 本館→2| 280 12,340 △ 1 1 81(3)",
        "分室↓2| 丘| 280 24,680 △ 2 2 81",
        "浜| - 0* _ _ _",
        "分室計→2| 280 37,020 △ 3 3 81",
        "合計→2| 280 49,360 △ 4 4 81",
    ]


def test_a_group_of_one_spans_one_row(published: Published) -> None:
    assert body(printed(published, "loans", 2022))[1:3] == [
        "分室| 丘| 280 2,468 △ 2 2 81 _",
        "分室計→2| 280 3,702 △ 3 3 81 _",
    ]


def test_rows_know_their_role_and_cells_their_place(published: Published) -> None:
    rows = printed(published, "loans", 2023).rows
    assert [row.role for row in rows] == ["item", "item", "item", "subtotal", "total"]
    assert {row.fiscal_year for row in rows} == {2023}
    closed = rows[2].cells[1]
    assert (closed.text, closed.status, closed.value) == ("-", "closed", None)
    figure = rows[0].cells[3]
    assert (figure.row_path, figure.column_path, figure.fiscal_year) == ("本館", "冊数/図書/一般", 2023)
    assert (figure.value, figure.status) == (Decimal("12340"), "final")


def test_the_whole_edition_prints_a_block_a_year(published: Published) -> None:
    found = printed(published, "loans", 2023, whole_edition=True)
    assert [row.fiscal_year for row in found.rows] == [2022] * 4 + [2023] * 5
    assert [line.split()[0] for line in body(found) if line.startswith("R")] == ["R4↓4|", "R5↓5|"]
    # A column that any of the years has is drawn for all of them.
    assert body(found)[3].endswith("81 100.0%")
    assert body(found)[4].endswith("81(3) _")


def test_a_series_is_drawn_up_to_the_year_without_its_only_row(published: Published) -> None:
    assert header(printed(published, "holdings", 2022)) == ["年度| 前年度末 年度末"]
    assert body(printed(published, "holdings", 2022)) == ["R3| 2,021 2,022", "R4| 2,022 2,023"]


def test_a_column_of_the_year_before_stands_in_the_year_of_its_table(published: Published) -> None:
    before = printed(published, "holdings", 2023).rows[-1].cells[1]
    assert (before.column_path, before.fiscal_year, before.text) == ("前年度末", 2022, "2,023")


def test_a_series_runs_ahead_by_its_lead_and_keeps_its_rows(published: Published) -> None:
    assert body(printed(published, "days", 2022)) == [
        "R4↓2| 日数→2| 2,022",
        "平均| 1日| (24.5)",
        "R5↓2| 日数→2| 2,023",
        "平均| 1日| (24.5)",
    ]
    assert len(printed(published, "days", 2024).rows) == 6


def test_a_single_year_has_no_column_of_years(published: Published) -> None:
    found = printed(published, "cards", 2023)
    assert header(found) == ["区分↓2→2| 人数↓2 人数", "新規"]
    # A head that ends on its own is no group for what follows or what came before.
    assert body(found) == ["一般→2| 1 1", "内訳↓2| 児童| 1 _", "他| 1 _", "内訳→2| 1 _"]


@pytest.mark.parametrize(
    ("year", "whole_edition", "notes"),
    [
        (2022, False, ["（注）再交付は…件、取消は…件。", "※令和4年度まで。"]),
        (2023, False, ["（注）再交付は1,500件、取消は…件。", "※令和5年度から。"]),
        (2023, True, ["（注）再交付は1,500件、取消は…件。", "※令和5年度から。", "※令和4年度まで。"]),
    ],
)
def test_notes_of_the_years_with_their_figures(
    published: Published, year: int, whole_edition: bool, notes: list[str]
) -> None:
    assert list(printed(published, "loans", year, whole_edition=whole_edition).notes) == notes


@pytest.mark.parametrize(
    ("table_id", "year", "said"),
    [
        ("loans", 2023, "2024年3月31日現在"),
        ("loans", 2022, None),
        ("holdings", 2023, "各年3月31日現在"),
        ("days", 2023, None),
    ],
)
def test_the_day_of_the_count(published: Published, table_id: str, year: int, said: str | None) -> None:
    assert printed(published, table_id, year).as_of_ja == said


@pytest.mark.parametrize(
    ("table_id", "year", "known"),
    [("loans", 2021, "2022、2023"), ("holdings", 2024, "2021、2022、2023"), ("cards", 2022, "2023")],
)
def test_a_year_without_figures(published: Published, table_id: str, year: int, known: str) -> None:
    with pytest.raises(UserError, match=rf"表1-\(\d\)に{year}年度の数値はありません。{known}年度から選んで"):
        printed(published, table_id, year)


def test_a_table_that_the_edition_does_not_have(published: Published) -> None:
    with pytest.raises(UserError, match="表「t99」はこの年報にありません"):
        printed(published, "t99", 2023)
    with pytest.raises(UserError, match="表「loans」はこの年報にありません"):
        printed_table(published, "99002", 2024, "loans", 2023)


def test_tables_are_listed_in_printed_order_with_what_their_charts_draw(published: Published) -> None:
    found = list_tables(published, "99001", 2024)
    assert [t.table_id for t in found] == ["loans", "holdings", "days", "cards"]
    assert found[0].fiscal_years == (2022, 2023)
    assert found[0].chart == {"kind": "trend", "rows": ["合計"], "columns": ["日数", "人数"]}
    assert [t.chart for t in found[1:]] == [None] * 3
    assert found[2].lead_years == 1
    assert list_tables(published, "99001", 2023) == []


def test_the_source_is_said(published: Published) -> None:
    assert printed(published, "loans", 2023).source == "砂丘市の図書館 4頁 表1-(1)"
