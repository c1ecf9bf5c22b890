"""The pages that exist, read from pages.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOM = Path(__file__).parent


@dataclass(frozen=True)
class PageEntry:
    """A page.

    Args:
        path: the address.
        title_ja: what readers call it.
        script: its file.
        section_ja: the part of the menu that it stands in; empty for a page beside the sections.
        models: the tables of the published file that its figures are read from.
    """

    path: str
    title_ja: str
    script: str
    section_ja: str = ""
    models: tuple[str, ...] = ()


@cache
def page_entries() -> tuple[PageEntry, ...]:
    document = yaml.safe_load((ROOM / "pages.yaml").read_text(encoding="utf-8"))
    return tuple(
        PageEntry(**{**entry, "models": tuple(entry.get("models", ()))}) for entry in document["pages"]
    )


def script_of(path: str) -> str:
    """The script of a page, as Streamlit's links want it."""
    return next(entry.script for entry in page_entries() if entry.path == path)
