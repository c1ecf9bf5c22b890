"""The one export service: what is asked for is built whole, a PDF is proved against the mart, and only then put in place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from reports.document import yearbook_document
from reports.edition import find_edition
from reports.fonts import find_font
from reports.old_encoding import Lost
from reports.table_files import PackFormat, ReportFile, TableFormat, table_file, tables_file
from reports.typeset import typeset
from reports.verify import verify
from warehouse.errors import UserError
from warehouse.open import Published

# The series of documents that this paper is made from.
YEARBOOK = "yearbook"


@dataclass(frozen=True)
class ExportResult:
    """What was written, for the manifest of a schedule and for the person who asked; only a PDF has pages, and a pack
    is of no single edition."""

    path: Path
    municipality_code: str
    fiscal_year: int
    edition: int | None
    build_id: str
    tables: int
    figures: int
    pages: int | None
    size_bytes: int
    sha256: str
    lost: Lost = ()
    """Characters that the old encoding could not carry, with their number."""


def export_yearbook(
    published: Published, municipality_code: str, fiscal_year: int, out: Path, font_dir: Path | None = None
) -> ExportResult:
    """Write the yearbook of a fiscal year as a PDF.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April.
        out: file to write; it is replaced only by a whole, proved PDF.
        font_dir: where the font lies, instead of the installed package.

    Raises:
        UserError: no figures for that year, no font, a PDF that does not say what the mart says, or no place to write.
    """
    font = find_font(font_dir)
    edition = find_edition(published, municipality_code, fiscal_year, YEARBOOK)
    document = yearbook_document(published, edition, font)
    pdf = typeset(document.data, font, published.build.built_at)
    pages = verify(pdf, document.tables, font)
    figures = sum(table.figures for table in document.tables)
    file = ReportFile(pdf, edition.edition, len(document.tables), figures)
    return delivered(published, municipality_code, fiscal_year, file, out, pages)


def export_table(
    published: Published,
    municipality_code: str,
    table_no: str,
    fiscal_year: int,
    format_: TableFormat,
    out: Path,
) -> ExportResult:
    """Write one table of a fiscal year.

    Args:
        published: the open build.
        municipality_code: five digits.
        table_no: as printed, such as `4-(1)`.
        fiscal_year: calendar year of its 1 April; a series is written up to that year.
        format_: a workbook, a CSV as printed in one of two encodings, or lines for machines as CSV or Parquet.
        out: file to write; it is replaced only by a whole file.

    Raises:
        UserError: no such table, no figures for that year, or no place to write.
    """
    file = table_file(published, municipality_code, table_no, fiscal_year, format_)
    return delivered(published, municipality_code, fiscal_year, file, out)


def export_tables(
    published: Published, municipality_code: str, fiscal_year: int, format_: PackFormat, out: Path
) -> ExportResult:
    """Write every table of the yearbook of a fiscal year, a sheet a table, or CSV files in a ZIP.

    Args:
        published: the open build.
        municipality_code: five digits.
        fiscal_year: calendar year of its 1 April; its own yearbook prints earlier years as well.
        format_: a workbook, CSV as printed for Excel, or CSV for machines.
        out: file to write; it is replaced only by a whole file.

    Raises:
        UserError: no yearbook has figures for that year, or no place to write.
    """
    file = tables_file(published, municipality_code, fiscal_year, format_)
    return delivered(published, municipality_code, fiscal_year, file, out)


def delivered(
    published: Published,
    municipality_code: str,
    fiscal_year: int,
    file: ReportFile,
    out: Path,
    pages: int | None = None,
) -> ExportResult:
    """Put a finished file in place, and say what it is.

    Raises:
        UserError: no place to write.
    """
    put(file.content, out)
    return ExportResult(
        path=out,
        municipality_code=municipality_code,
        fiscal_year=fiscal_year,
        edition=file.edition,
        build_id=published.build.build_id,
        tables=file.tables,
        figures=file.figures,
        pages=pages,
        size_bytes=len(file.content),
        sha256=sha256(file.content).hexdigest(),
        lost=file.lost,
    )


def put_manifest(out: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a file beside it, under its name with `.json`.

    Raises:
        UserError: no place to write.
    """
    put(json.dumps(manifest, ensure_ascii=False, indent=1).encode(), out.with_suffix(".json"))


def put(content: bytes, out: Path) -> None:
    """Write a whole file: readers see the old one or the new one, never a part.

    Raises:
        UserError: no place to write.
    """
    temporary = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as handle:
            temporary = Path(handle.name)
            handle.write(content)
        # A temporary file is private; what replaces `out` is for whoever may read its folder.
        temporary.chmod(0o644)
        temporary.replace(out)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise UserError(f"{out} に書き込めません。書き込める場所を --out に指定してください。") from error
