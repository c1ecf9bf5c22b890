"""What the template makes of a table: heads, rows, tags, and nothing of the machine."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.unit.reports.samples import loans, matrix
from warehouse.errors import UserError

Document = Callable[..., dict[str, Any]]
Paper = Callable[[dict[str, Any]], bytes]


def pages(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def test_a_long_table_repeats_its_heads_and_splits_no_row(document: Document, pdf_of: Paper) -> None:
    table = loans(tuple(range(2010, 2025)))
    holding = [text for text in pages(pdf_of(document(table))) if "西宮浜義務教育学校" in text]
    assert len(holding) > 3
    for text in holding:
        assert all(head in text for head in ("図書館名", "開館日数", "貸出冊数", "視聴覚", "貸出人数"))
    for row in table.rows:
        figures = "".join(cell.text for cell in row.cells if not cell.is_stub)
        assert sum(figures in text for text in holding) == 1


def test_a_table_that_fits_is_moved_to_the_next_page_instead_of_broken(
    document: Document, pdf_of: Paper
) -> None:
    table = loans()
    holding = [text for text in pages(pdf_of(document(table, table))) if "西宮浜義務教育学校" in text]
    assert len(holding) == 2


def test_the_contents_name_each_table_with_its_page(document: Document, pdf_of: Paper) -> None:
    contents = pages(pdf_of(document(loans(), matrix())))[1]
    assert re.search(r"4-\(1\)個人貸出の状況3.*4-\(3\)-ア個人貸出の状況4", contents)


def test_the_pdf_is_tagged_japanese_titled_and_the_same_each_time(document: Document, pdf_of: Paper) -> None:
    pdf = pdf_of(document(loans()))
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("ja")
    assert PdfReader(BytesIO(pdf)).metadata.title == "見本市立図書館　年報"
    assert pdf == pdf_of(document(loans()))


def test_a_character_without_a_glyph_stops_the_export(document: Document, pdf_of: Paper) -> None:
    with pytest.raises(UserError, match="組めません"):
        pdf_of(document(loans(), title="本\U0001f4da"))
