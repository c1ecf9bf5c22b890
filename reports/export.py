"""The one export service: what is asked for is built, proved against the mart, and only then put in place."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from reports.document import yearbook_document
from reports.edition import find_edition
from reports.fonts import find_font
from reports.typeset import typeset
from reports.verify import verify
from warehouse.errors import UserError
from warehouse.open import Published


@dataclass(frozen=True)
class ExportResult:
    """What was written, for the manifest of a schedule and for the person who asked."""

    path: Path
    municipality_code: str
    fiscal_year: int
    edition: int
    build_id: str
    tables: int
    figures: int
    pages: int
    size_bytes: int
    sha256: str


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
    edition = find_edition(published, municipality_code, fiscal_year)
    document = yearbook_document(published, edition, font)
    pdf = typeset(document.data, font, published.build.built_at)
    pages = verify(pdf, document.tables, font)
    _put(pdf, out)
    return ExportResult(
        path=out,
        municipality_code=municipality_code,
        fiscal_year=fiscal_year,
        edition=edition.edition,
        build_id=published.build.build_id,
        tables=len(document.tables),
        figures=sum(c.value is not None for t in document.tables for row in t.rows for c in row.cells),
        pages=pages,
        size_bytes=len(pdf),
        sha256=sha256(pdf).hexdigest(),
    )


def _put(content: bytes, out: Path) -> None:
    """Readers see the old file or the new one, never a part."""
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
