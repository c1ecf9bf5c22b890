"""The PDF is read back: what differs from the mart is not let out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from reports.fonts import Font
from reports.verify import verify
from tests.unit.reports.samples import loans, matrix
from warehouse.errors import UserError
from warehouse.printed_table import PrintedTable

Document = Callable[..., dict[str, Any]]
Paper = Callable[[dict[str, Any]], bytes]


@pytest.fixture
def pdf(document: Document, pdf_of: Paper) -> bytes:
    return pdf_of(document(loans(), matrix()))


def changed(table: PrintedTable, row: int, cell: int, text: str) -> PrintedTable:
    rows = list(table.rows)
    cells = list(rows[row].cells)
    cells[cell] = replace(cells[cell], text=text)
    rows[row] = replace(rows[row], cells=tuple(cells))
    return replace(table, rows=tuple(rows))


def test_a_pdf_that_says_the_same_passes(pdf: bytes, font: Font) -> None:
    assert verify(pdf, [loans(), matrix()], font) == 4


@pytest.mark.parametrize(("row", "cell"), [(0, 2), (12, 5), (38, 10)])
def test_one_other_figure_is_found(row: int, cell: int, pdf: bytes, font: Font) -> None:
    with pytest.raises(UserError, match=r"表4-\(1\)"):
        verify(pdf, [changed(loans(), row, cell, "9,999,999"), matrix()], font)


def test_two_figures_that_changed_places_are_found(pdf: bytes, font: Font) -> None:
    table = loans()
    first, second = table.rows[0].cells[2].text, table.rows[0].cells[3].text
    swapped = changed(changed(table, 0, 2, second), 0, 3, first)
    with pytest.raises(UserError):
        verify(pdf, [swapped], font)


def test_another_note_is_found(pdf: bytes, font: Font) -> None:
    with pytest.raises(UserError, match="2,997"):
        verify(pdf, [replace(loans(), notes=("※貸出人数の1日平均は2,997人。",))], font)


def test_another_font_is_found(pdf: bytes, font: Font) -> None:
    with pytest.raises(UserError, match="IPAexGothic"):
        verify(pdf, [loans()], replace(font, family="NotoSansJP"))
