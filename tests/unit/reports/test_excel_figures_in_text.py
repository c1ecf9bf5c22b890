"""Figures of running text get a grid of their own in files; a table that has one keeps it."""

from dataclasses import replace
from decimal import Decimal

from reports.figures_in_text import with_grid
from tests.unit.reports.table_samples import YEARS, cell, parts, table

NOTES = {"行事|回数": 0, "行事|参加": 0, "行事|会場": 0, "発行|部数": -1}
PARTS = parts(
    (),
    (),
    cell("行事", "回数", "1200", "1,200回"),
    cell("行事", "会場", None, "中央公民館", measure="words", unit="文字"),
    cell("発行", "部数", "-3", fiscal_year=2023),
    notes=NOTES,
)


def test_a_table_with_rows_is_left_alone() -> None:
    assert with_grid(table(), PARTS, (2024,), YEARS) == table()


def test_each_figure_is_a_row_with_its_unit() -> None:
    found = with_grid(replace(table(), header=(), rows=()), PARTS, (2024,), YEARS)
    assert [[(c.text, c.rowspan) for c in row.cells] for row in found.rows] == [
        [("行事", 2), ("回数", 1), ("1,200", 1), ("冊", 1)],
        [("会場", 1), ("中央公民館", 1), ("", 1)],
        [("発行", 1), ("部数", 1), ("△ 3", 1), ("冊", 1)],
    ]
    assert [row.cells[-2].value for row in found.rows] == [Decimal(1200), None, Decimal(-3)]
    assert sum(head.colspan for head in found.header[0]) == 4
    assert found.notes == table().notes


def test_several_years_are_told_apart() -> None:
    both = (cell("行事", "回数", "2", fiscal_year=2023), cell("行事", "回数", "3"))
    made = parts((), (), *both, notes={"行事|回数": 0})
    found = with_grid(replace(table(), header=(), rows=()), made, (2023, 2024), YEARS)
    assert [row.cells[0].text for row in found.rows] == ["令和5年度　行事", "令和6年度　行事"]
