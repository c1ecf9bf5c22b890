"""The pictures of a table: what they draw, what a branch changes, and the numbers beside them."""

from decimal import Decimal

from dashboards.app_pages.table.chart_data import ChartCell, Names, Selection, short_labels
from dashboards.app_pages.table.charts import picture
from dashboards.theme import SERIES

NAMES = Names({2022: "R4", 2023: "R5", 2024: "R6"}, {"01": "本館", "02": "丘", "03": "川"})
LIBRARIES = {"本館": "01", "分室/丘": "02", "分室/川": "03", "合計": None}
COLUMNS = ("貸出/一般", "貸出/児童", "貸出/計")


def cells() -> list[ChartCell]:
    """Loans of three libraries and their total in three years; one library is closed in the last."""
    return [
        ChartCell(
            year, year, row, column, Decimal(100 * (i + 1) + 10 * j + year % 10), "冊", 0,
            library, None, library is not None, column != "貸出/計",
        )
        for i, (row, library) in enumerate(LIBRARIES.items())
        for j, column in enumerate(COLUMNS)
        for year in (2022, 2023, 2024)
        if not (year == 2024 and library == "03")
    ]  # fmt: skip


def transposed() -> list[ChartCell]:
    return [
        ChartCell(
            c.fiscal_year, c.table_year, c.column_path, c.row_path, c.value, c.unit, c.decimals,
            None, c.row_library, c.column_is_item, c.row_is_item,
        )
        for c in cells()
    ]  # fmt: skip


def test_a_trend_of_a_total_is_bars_with_their_figures() -> None:
    drawn = picture(cells(), Selection("trend", ("合計",), ("貸出/計",)), 2024, None, NAMES)
    assert drawn is not None
    (bars,) = drawn.figure.data
    assert (bars.type, list(bars.x), list(bars.y)) == ("bar", ["R4", "R5", "R6"], [422, 423, 424])
    assert drawn.numbers == (("貸出 計", "422", "423", "424"),)


def test_a_branch_takes_the_place_of_the_total() -> None:
    drawn = picture(cells(), Selection("trend", ("合計",), ("貸出/計",)), 2024, "02", NAMES)
    assert drawn is not None
    assert list(drawn.figure.data[0].y) == [222, 223, 224]
    assert drawn.numbers[0][0] == "丘 貸出 計"


def test_a_branch_stands_out_among_the_lines_of_all() -> None:
    rows = tuple(LIBRARIES)[:3]
    drawn = picture(cells(), Selection("trend", rows, ("貸出/計",)), 2024, "02", NAMES)
    assert drawn is not None
    shown = {line.name: line.line.color for line in drawn.figure.data}
    assert shown["丘"] == SERIES[0]
    assert shown["本館"] == shown["川"] == shown["そのほか"]


def test_a_year_without_a_figure_is_a_gap() -> None:
    rows = tuple(LIBRARIES)[:3]
    drawn = picture(cells(), Selection("trend", rows, ("貸出/計",)), 2024, None, NAMES)
    assert drawn is not None
    river = next(line for line in drawn.figure.data if line.name == "川")
    assert list(river.y) == [322, 323, None]
    assert drawn.numbers[2] == ("川", "322", "323", "")


def test_stacked_bars_stand_by_library_whichever_way_the_table_is_printed() -> None:
    rows = tuple(LIBRARIES)[:3]
    across = picture(cells(), Selection("stacked_bar", rows, COLUMNS[:2]), 2023, None, NAMES)
    down = picture(transposed(), Selection("stacked_bar", COLUMNS[:2], rows), 2023, None, NAMES)
    for drawn in (across, down):
        assert drawn is not None
        assert [bar.name for bar in drawn.figure.data] == ["一般", "児童"]
        assert list(drawn.figure.data[0].y) == ["本館", "丘", "川"]
        assert list(drawn.figure.data[0].x) == [103, 203, 303]
        assert drawn.heads == ("", "一般", "児童")
        assert drawn.numbers[1] == ("丘", "203", "213")


def test_stacked_bars_fade_behind_the_chosen_branch() -> None:
    drawn = picture(cells(), Selection("stacked_bar", tuple(LIBRARIES)[:3], COLUMNS[:2]), 2023, "03", NAMES)
    assert drawn is not None
    assert list(drawn.figure.data[0].marker.opacity) == [0.3, 0.3, 1.0]


def test_a_heat_map_shows_its_numbers_and_frames_the_branch() -> None:
    drawn = picture(cells(), Selection("heat_map", tuple(LIBRARIES)[:3], COLUMNS[:2]), 2023, "02", NAMES)
    assert drawn is not None
    (map_,) = drawn.figure.data
    assert [list(line) for line in map_.text][1] == ["203", "213"]
    (frame,) = drawn.figure.layout.shapes
    assert (frame.y0, frame.y1) == (0.5, 1.5)


def test_nothing_is_drawn_where_nothing_is_printed() -> None:
    assert picture(cells(), Selection("bar", ("本館",), ("貸出/計",)), 1999, None, NAMES) is None
    assert picture([], Selection("trend", (), ()), 2024, None, NAMES) is None


def test_labels_are_as_short_as_they_may_be() -> None:
    assert short_labels(["貸出/図書/一般", "貸出/視聴覚"]) == {
        "貸出/図書/一般": "一般",
        "貸出/視聴覚": "視聴覚",
    }
    assert short_labels(["図書費/決算額", "資料費/決算額"]) == {
        "図書費/決算額": "図書費",
        "資料費/決算額": "資料費",
    }
    assert short_labels(["甲/乙/丙", "甲/丁/丙", "甲/丁/戊"]) == {
        "甲/乙/丙": "乙 丙",
        "甲/丁/丙": "丁 丙",
        "甲/丁/戊": "丁 戊",
    }
    assert short_labels(["貸出/合計"]) == {"貸出/合計": "貸出 合計"}
