"""Proof that a PDF says what the mart says: its own text is read back before anyone gets the file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from reports.fonts import Font
from warehouse.errors import UserError
from warehouse.printed_table import PrintedTable

SPACE = re.compile(r"\s+")


def verify(pdf: bytes, tables: Sequence[PrintedTable], font: Font) -> int:
    """Read the PDF back and return its number of pages.

    Raises:
        UserError: another font, a font that is not embedded, or a row or note that is not there, whole and in its order.
    """
    return read_back(pdf, (piece for table in tables for piece in table_pieces(table)), font)


def read_back(pdf: bytes, pieces: Iterable[tuple[str, str]], font: Font) -> int:
    """Read the PDF back and return its number of pages.

    Args:
        pdf: the file.
        pieces: what must follow each other in its text, each with the name of its place for people.
        font: the only one that may be in it.

    Raises:
        UserError: as `verify`.
    """
    reader = PdfReader(BytesIO(pdf))
    _only_font(reader, font)
    text = SPACE.sub("", "".join(page.extract_text() for page in reader.pages))
    position = 0
    for place, piece in pieces:
        wanted = SPACE.sub("", piece)
        found = text.find(wanted, position)
        if found < 0:
            raise UserError(f"PDFの{place}に「{piece}」がデータのとおりに入らないため、PDFを出しません。")
        position = found + len(wanted)
    return len(reader.pages)


def table_pieces(table: PrintedTable) -> Iterator[tuple[str, str]]:
    """What of a table must follow each other: the figures of each row, then the notes, which hold figures."""
    place = f"表{table.info.table_no}"
    for row in table.rows:
        yield place, " ".join(cell.text for cell in row.cells if not cell.is_stub and cell.text)
    yield from ((place, note) for note in table.notes)


def _only_font(reader: PdfReader, font: Font) -> None:
    used = {name: embedded for page in reader.pages for name, embedded in _fonts(page.get("/Resources"))}
    if set(used) != {font.family} or not all(used.values()):
        listed = "、".join(sorted(used)) or "なし"
        raise UserError(
            f"PDFに埋め込まれたフォントが {font.family} だけではありません（{listed}）。PDFを出しません。"
        )


def _fonts(resources: Any) -> Iterator[tuple[str, bool]]:
    """Name and embedding of every font, those inside drawings included."""
    if resources is None:
        return
    resources = resources.get_object()
    for font in (resources.get("/Font") or DictionaryObject()).values():
        outer = font.get_object()
        inner = outer["/DescendantFonts"][0].get_object() if "/DescendantFonts" in outer else outer
        descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
        name = str(outer["/BaseFont"]).lstrip("/").split("+")[-1]
        yield name.removesuffix("-Identity-H"), any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    for drawing in (resources.get("/XObject") or DictionaryObject()).values():
        yield from _fonts(drawing.get_object().get("/Resources"))
