"""The report as a file: built whole, proved against the mart, and only then put in place."""

from datetime import date
from pathlib import Path

from reports.export import ExportResult, delivered
from reports.fonts import find_font
from reports.monthly.document import report_document
from reports.monthly.figures import Month, read_month
from reports.table_files import ReportFile
from reports.typeset import typeset
from reports.verify import read_back
from warehouse.open import Published

TEMPLATE = "monthly.typ"


def report_path(exports: Path, municipality_code: str, month: date) -> Path:
    """Where a report lies among the exports of an installation."""
    return exports / municipality_code / f"monthly-{month:%Y-%m}.pdf"


def export_monthly(
    published: Published, municipality_code: str, month: date, out: Path, font_dir: Path | None = None
) -> ExportResult:
    """Write the report of a month as a PDF.

    Args:
        published: the open build.
        municipality_code: five digits.
        month: its first day.
        out: file to write; it is replaced only by a whole, proved PDF.
        font_dir: where the font lies, instead of the installed package.

    Raises:
        UserError: nothing was delivered of that month, no font, a PDF that does not say what the mart says, or no place to
            write.
    """
    found = read_month(published, municipality_code, month)
    file, pages = _proved(published, found, font_dir)
    return delivered(published, municipality_code, found.fiscal_year, file, out, pages)


def monthly_pdf(published: Published, municipality_code: str, month: date) -> bytes:
    """The same PDF, for whoever takes it from a page.

    Raises:
        UserError: as `export_monthly`.
    """
    file, _ = _proved(published, read_month(published, municipality_code, month))
    return file.content


def _proved(published: Published, month: Month, font_dir: Path | None = None) -> tuple[ReportFile, int]:
    font = find_font(font_dir)
    report = report_document(published, month, font)
    pdf = typeset(report.data, font, published.build.built_at, TEMPLATE)
    pages = read_back(pdf, report.pieces, font)
    return ReportFile(pdf, None, report.tables, report.figures), pages
