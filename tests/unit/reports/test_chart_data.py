"""What a chart takes from the printed table."""

from dataclasses import replace

from reports.chart_data import chart_data
from tests.unit.reports.samples import LIBRARIES, loans, matrix, plan

NAMES = {2022: "R4", 2023: "R5", 2024: "R6"}


def test_a_trend_runs_over_the_years_of_the_table() -> None:
    data = chart_data(loans(), plan("trend", ("合計",), ("列3",)), NAMES)
    assert data is not None
    assert data.categories == ("R4", "R5", "R6")
    assert [mark.value for mark in data.marks] == [2_212_003, 2_312_003, 2_412_003]
    assert (data.series, data.unit_ja, data.fiscal_year) == (("列3",), "冊", None)


def test_a_trend_ends_with_the_year_that_is_printed() -> None:
    data = chart_data(replace(loans(), fiscal_year=2023), plan("trend", ("合計",), ("列3",)), NAMES)
    assert data is not None
    assert data.categories == ("R4", "R5")


def test_one_year_is_no_trend() -> None:
    assert chart_data(loans((2024,)), plan("trend", ("合計",), ("列3",)), NAMES) is None


def test_bars_stand_for_the_libraries_of_the_last_year() -> None:
    data = chart_data(loans(), plan("stacked_bar", LIBRARIES, ("列3", "列4")), NAMES)
    assert data is not None
    assert data.categories == LIBRARIES
    assert data.series == ("列3", "列4")
    assert data.fiscal_year == 2024
    assert len(data.marks) == 24


def test_libraries_in_the_columns_are_bars_too() -> None:
    data = chart_data(matrix(), plan("stacked_bar", ("Web", "段上"), LIBRARIES), NAMES)
    assert data is not None
    assert data.categories == LIBRARIES
    assert data.series == ("Web", "段上")


def test_a_heat_map_keeps_the_axes_of_the_table() -> None:
    data = chart_data(matrix(), plan("heat_map", LIBRARIES, LIBRARIES[:3]), NAMES)
    assert data is not None
    assert (data.categories, data.series) == (LIBRARIES[:3], LIBRARIES)


def test_names_are_no_longer_than_needed_to_tell_them_apart() -> None:
    wanted = plan("bar", LIBRARIES[:2], ("貸出冊数/合計", "貸出人数/計"))
    table = loans()
    rows = tuple(
        replace(
            row,
            cells=tuple(_moved(cell, {"列4": "貸出冊数/合計", "列9": "貸出人数/計"}) for cell in row.cells),
        )
        for row in table.rows
    )
    data = chart_data(replace(table, rows=rows), wanted, NAMES)
    assert data is not None
    assert data.series == ("合計", "計")
    same = plan("bar", LIBRARIES[:2], ("貸出冊数/計", "貸出人数/計"))
    rows = tuple(
        replace(
            row, cells=tuple(_moved(cell, {"列4": "貸出冊数/計", "列9": "貸出人数/計"}) for cell in row.cells)
        )
        for row in table.rows
    )
    data = chart_data(replace(table, rows=rows), same, NAMES)
    assert data is not None
    assert data.series == ("貸出冊数", "貸出人数")


def _moved(cell, paths):  # type: ignore[no-untyped-def]
    return replace(cell, column_path=paths.get(cell.column_path, cell.column_path))
