"""What the months report adds up to the printed year, figure by figure and event by event."""

from decimal import Decimal

from sample.figures import MARK, Figures
from sample.form_figures import by_month
from sample.form_lists import entries


def test_a_flow_is_split_over_the_months_and_adds_up(figures: Figures) -> None:
    months = by_month(figures, "t05_1_reference", "中央図書館", "所蔵調査", "sum")
    assert months is not None and len(months) == 12
    assert sum(months) == 11962 and min(months) > 500


def test_a_stock_is_reported_every_month_and_ends_as_printed(figures: Figures) -> None:
    months = by_month(figures, "t01_1_expenses", "全館", "人口", "last")
    assert months is not None and months[-1] == Decimal(481158)
    assert months == sorted(months) and months[0] > 470000


def test_nought_is_reported_and_what_is_not_printed_is_left_blank(figures: Figures) -> None:
    assert by_month(figures, "t12_1_school_cooperation", "中学校", "図書館見学", "sum") == [Decimal(0)] * 12
    assert by_month(figures, "t06_1_home_delivery_and_mail", "郵送貸出", "貸出冊数", "sum") is None


def test_entries_stand_in_the_month_of_their_first_day(figures: Figures) -> None:
    events = entries(figures, "t08_1_events")
    assert [(e.number, e.month) for e in events[:3]] == [(1, 0), (2, 2), (3, 3)]
    assert events[-1].month == 11 and events[-1].cells["実施日時"].startswith("北口：3/25")
    assert events[0].cells["参加人数"] == "12"
    # The print leaves the library to the row above.
    assert events[1].cells["館名"] == "北口"


def test_exhibitions_come_to_the_printed_totals(figures: Figures) -> None:
    for table in ("t08_3_exhibitions", "t08_3_b_branch_rooms", "t08_5_b_exhibitions_for_children"):
        found = entries(figures, table)
        for (row, column), cell in figures.table(table).items():
            if row == "計" and "/" in column:
                assert sum(e.cells.get(column) == MARK for e in found) == cell.number
    held = entries(figures, "t08_3_exhibitions")
    assert sum("連携先等" in e.cells for e in held) == 80
    added = [e for e in held if e.number is None]
    assert len(added) == 3 and {e.cells["行事名"] for e in added} == {"見本の展示"}


def test_a_mark_too_many_moves_only_where_the_register_doubts_it(figures: Figures) -> None:
    doubtful = {
        (int(line.row_path), line.column_path)
        for line in figures.undecided("t08_3_b_branch_rooms")
        if line.row_path.isdecimal()
    }
    printed = {
        (int(row), column)
        for (row, column), cell in figures.table("t08_3_b_branch_rooms").items()
        if cell.text == MARK
    }
    found = {
        (e.number, column)
        for e in entries(figures, "t08_3_b_branch_rooms")
        for column, text in e.cells.items()
        if text == MARK and e.number is not None
    }
    assert len(printed - found) == 1 and printed - found <= doubtful
