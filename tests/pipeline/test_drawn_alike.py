"""A table of computed figures is drawn as it is printed: brackets, counters, days and notes, character by character."""

from dataclasses import dataclass

import pytest

from warehouse.figures import Figures, published_note, years_with_both
from warehouse.open import Published
from warehouse.origin import computed_note
from warehouse.printed_table import PrintedTable, list_tables, printed_table
from warehouse.table_parts import TableParts, read_parts

pytestmark = pytest.mark.slow

KEY = ("28204", 2025)
YEAR = 2024
# What the deliveries cannot say: place of a cell whose texts differ although its figures agree, with the reason.
NOT_DELIVERED = {
    # The form asks for a number; that it counts attendances, not persons, stands in the print alone.
    ("t08_1_events", "006", "参加人数"): ("131名", "延べ131名"),
    ("t08_1_events", "007", "参加人数"): ("42名", "延べ42名"),
}


@dataclass(frozen=True)
class Both:
    """A table drawn with either figures, and what it was drawn from."""

    table_id: str
    computed: PrintedTable
    published: PrintedTable
    computed_parts: TableParts
    published_parts: TableParts


@pytest.fixture(scope="module")
def tables(sample: Published) -> list[Both]:
    """Every table that has both figures of the delivered year."""
    return [
        Both(
            info.table_id,
            *(printed_table(sample, *KEY, info.table_id, YEAR, figures=figures) for figures in Figures),
            *(read_parts(sample, *KEY, info.table_id, figures) for figures in Figures),
        )
        for info in list_tables(sample, *KEY)
        if YEAR in years_with_both(sample, *KEY, info.table_id)
    ]


def without_origin(table: PrintedTable, parts: TableParts, both: tuple[int, ...]) -> list[str]:
    """The notes but for the line that says where the figures come from."""
    years = sorted({row.fiscal_year for row in table.rows} | {YEAR})
    origins = {computed_note(parts.cells.values(), years), published_note(both, years)}
    return [note for note in table.notes if note not in origins]


def test_nearly_every_table_of_the_yearbook_can_be_drawn_both_ways(tables: list[Both]) -> None:
    assert len(tables) > 35


def test_cells_of_equal_figures_are_the_same_text(tables: list[Both]) -> None:
    compared, differing = 0, {}
    for both in tables:
        assert [row.role for row in both.computed.rows] == [row.role for row in both.published.rows]
        for ours, printed in zip(both.computed.rows, both.published.rows, strict=True):
            for a, b in zip(ours.cells, printed.cells, strict=True):
                if a.value == b.value:
                    compared += a.value is not None
                    if a.text != b.text or (a.rowspan, a.colspan) != (b.rowspan, b.colspan):
                        differing[both.table_id, a.row_path, a.column_path] = (a.text, b.text)
    assert compared > 1900
    assert differing == NOT_DELIVERED


def test_heads_notes_and_days_are_the_same(tables: list[Both], sample: Published) -> None:
    noted = 0
    for both in tables:
        assert both.computed.header == both.published.header, both.table_id
        assert both.computed.as_of_ja == both.published.as_of_ja, both.table_id
        years = years_with_both(sample, *KEY, both.table_id)
        ours = without_origin(both.computed, both.computed_parts, years)
        assert ours == without_origin(both.published, both.published_parts, years), both.table_id
        noted += len(ours)
    assert noted > 20


def test_each_equal_figure_has_its_printed_form_and_its_day(tables: list[Both]) -> None:
    """Figures in notes, in brackets and in files for machines included."""
    compared, differing = 0, {}
    for both in tables:
        for place, printed in both.published_parts.cells.items():
            ours = both.computed_parts.cells[place]
            if ours.is_computed and not printed.is_computed and ours.value == printed.value:
                compared += 1
                if (ours.value_text, ours.as_of_date) != (printed.value_text, printed.as_of_date):
                    differing[both.table_id, *place[:2]] = (ours.value_text, printed.value_text)
    assert compared > 1900
    assert differing == NOT_DELIVERED


def test_only_what_no_form_can_say_of_a_figure_is_missing(tables: list[Both]) -> None:
    """How sure the city is of a figure: it marks the closing of accounts that it prints before they are closed.

    Counted figures are provisional, all of them, until somebody closes their year.
    """
    pairs = [
        (both.table_id, place[1], both.computed_parts.cells[place], printed)
        for both in tables
        for place, printed in both.published_parts.cells.items()
    ]
    same = [pair for pair in pairs if pair[2].is_computed and pair[2].value == pair[3].value]
    assert {ours.status for _, _, ours, _ in same if ours.value is not None} == {"provisional"}
    differing = {
        (table_id, column): printed.status
        for table_id, column, ours, printed in same
        if printed.status not in ("final", ours.status)
    }
    costs = ("図書館費", "資料費", "図書費")
    assert differing == {
        **{
            ("t01_1_expenses", f"{cost}/{of}"): "estimate"
            for cost in costs
            for of in ("決算額", "人口1人あたり")
        },
        # "およそ" is a word of the note around it.
        ("t08_5_a_travelling_display", "1館当たりの冊数"): "approximate",
    }


def test_the_specification_says_what_stands_around_every_printed_figure(sample: Published) -> None:
    """Of every table of the yearbook, delivered or not; a mark is its own figure."""
    found = sample.rows(
        """
        with around as (
            select cells.*, heads.prefix || '#' || heads.suffix as said
            from rpt_yearbook__cells as cells
            join rpt_yearbook__axis_members as heads using (municipality_code, edition, table_id)
            join dim_edition as editions using (municipality_code, edition)
            where cells.basis = 'published' and cells.value is not null and editions.series = 'yearbook'
                and coalesce(cells.value_text, '') != '●'
                and heads.path = if(
                    heads.axis = 'note', cells.row_path || '|' || cells.column_path, cells.column_path
                )
                and heads.axis in ('note', 'column')
            -- A note may name a figure by the head of a column.
            qualify row_number() over (
                partition by cells.table_id, cells.fiscal_year, cells.row_path, cells.column_path
                order by heads.axis != 'note'
            ) = 1
        )

        select table_id, row_path, column_path, said, value_text from around
        where coalesce(regexp_replace(value_text, '[0-9.,]+', '#'), '#') != said
        """
    )
    assert {(table, row, column): (said, text) for table, row, column, said, text in found} == {
        place: ("#名", printed) for place, (_, printed) in NOT_DELIVERED.items()
    }
