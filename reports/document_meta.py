"""What a PDF says of itself, for the templates."""

from typing import Any

from reports.fonts import Font
from reports.table_page import stamp
from warehouse.japan import JAPAN
from warehouse.open import Build


def document_meta(build: Build, font: Font, title: str, author: str, description: str) -> dict[str, Any]:
    """Title, author and description for the properties of the file; font, build and its day for every page."""
    built = build.built_at.astimezone(JAPAN)
    return {
        "title": title,
        "author": author,
        "description": description,
        "font": font.family,
        "stamp": stamp(build),
        "build": build.build_id,
        "built": {"year": built.year, "month": built.month, "day": built.day},
    }
