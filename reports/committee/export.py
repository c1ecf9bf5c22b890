"""The pack as a file: built whole, proved against the mart, and only then put in place."""

from pathlib import Path

from reports.committee.document import pack_document
from reports.committee.scope import find_scope
from reports.export import ExportResult, delivered
from reports.fonts import find_font
from reports.table_files import ReportFile
from reports.typeset import typeset
from reports.verify import read_back
from warehouse.open import Published

TEMPLATE = "committee.typ"


def pack_path(exports: Path, municipality_code: str, fiscal_year: int) -> Path:
    """Where a pack lies among the exports of an installation."""
    return exports / municipality_code / f"committee-{fiscal_year}.pdf"


def export_pack(
    published: Published, municipality_code: str, fiscal_year: int, out: Path, font_dir: Path | None = None
) -> ExportResult:
    """Write what a committee reads of a city's fiscal year as a PDF.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April.
        out: file to write; it is replaced only by a whole, proved PDF.
        font_dir: where the font lies, instead of the installed package.

    Raises:
        UserError: nothing for that year, no font, a PDF that does not say what the mart says, or no place to write.
    """
    font = find_font(font_dir)
    pack = pack_document(published, find_scope(published, municipality_code, fiscal_year), font)
    pdf = typeset(pack.data, font, published.build.built_at, TEMPLATE)
    pages = read_back(pdf, pack.pieces, font)
    file = ReportFile(pdf, None, pack.tables, pack.figures)
    return delivered(published, municipality_code, fiscal_year, file, out, pages)
