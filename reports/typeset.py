"""Data and templates in, PDF out. Nothing of the machine gets in: its fonts, its clock and the network stay out."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from reports.fonts import Font
from warehouse.errors import UserError

TEMPLATES = Path(__file__).parent / "templates"
YEARBOOK_TEMPLATE = "yearbook.typ"


def typeset(data: dict[str, Any], font: Font, built_at: datetime, template: str = YEARBOOK_TEMPLATE) -> bytes:
    """Set the document as a tagged, archivable PDF.

    Args:
        data: what the template reads.
        font: the one typeface.
        built_at: when the build was made, which is the time that the PDF bears.
        template: file among the templates.

    Raises:
        UserError: something cannot be set, such as a character that the font does not have.
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font.folder])
    try:
        pdf, warnings = typst.compile_with_warnings(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=fonts,
            sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
            format="pdf",
            # Both refuse a character without a glyph, which Typst would otherwise leave out in silence.
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(built_at.timestamp()),
        )
    except typst.TypstError as error:
        raise UserError(f"PDFを組めません（{error.message}）。文字とフォントを確かめてください。") from error
    if warnings:
        raise UserError(f"PDFの組版に警告があるため、PDFを出しません（{warnings[0].message}）。")
    return pdf
