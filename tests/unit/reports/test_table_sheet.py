"""A printed table as data for the template."""

from reports.table_sheet import table_sheet
from tests.unit.reports.samples import figure, head, info, loans, matrix, stub
from warehouse.printed_table import PrintedCell, PrintedRow, PrintedTable


def test_three_levels_of_heads_and_every_row_are_kept() -> None:
    sheet = table_sheet(loans())
    assert [len(level) for level in sheet["header"]] == [5, 7, 3]
    assert len(sheet["widths"]) == 12
    assert len(sheet["rows"]) == 39
    assert sheet["rows"][0]["cells"][0] == {
        "lines": ["R4"],
        "rowspan": 13,
        "colspan": 1,
        "kind": "group",
        "air": 0.0,
    }


def test_groups_start_where_a_year_or_a_total_starts() -> None:
    starts = [index for index, row in enumerate(table_sheet(loans())["rows"]) if row["first_of_group"]]
    assert starts == [12, 13, 25, 26, 38]


def test_fourteen_columns_stay_on_an_upright_page() -> None:
    sheet = table_sheet(matrix())
    assert len(sheet["widths"]) == 14
    assert not sheet["landscape"]


def test_figures_of_a_wide_column_stand_under_the_middle_of_their_head() -> None:
    header = ((head("区分", is_stub=True), head("公開数")),)
    rows = (
        PrintedRow("item", 2024, (stub("点数"), figure(270))),
        PrintedRow("item", 2024, (stub("差"), figure(-1_270))),
    )
    sheet = table_sheet(PrintedTable(info(), 2024, header, rows, (), None, "資料"))
    airs = [row["cells"][1]["air"] for row in sheet["rows"]]
    assert airs[0] == airs[1] > 10


def test_words_in_a_cell_are_no_figure() -> None:
    words = PrintedCell(
        "会計年度任用職員の人件費を含む", is_stub=False, row_path="報酬", column_path="摘要", fiscal_year=2024
    )
    header = ((head("費目", is_stub=True), head("予算額"), head("摘要")),)
    rows = (PrintedRow("item", 2024, (stub("報酬"), figure(5), words)),)
    sheet = table_sheet(PrintedTable(info(), 2024, header, rows, (), None, "資料"))
    assert [cell["kind"] for cell in sheet["rows"][0]["cells"]] == ["stub", "figure", "text"]
