"""The rulebooks of the seeds folder, read again when a file of theirs changes."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboards import url_state
from dashboards.page_frame import foot
from dashboards.places import municipalities
from dashboards.published import seeds_dir
from dashboards.url_state import UrlState
from lending_rules.decide import Engine
from lending_rules.rulebook import Rulebook
from lending_rules.shelf import RulesUnreadableError, fingerprint, readable_rulebook, rule_folders
from warehouse.errors import UserError

NAME = "municipality"
LABEL_JA = "自治体"


@dataclass(frozen=True)
class Books:
    """Rulebooks by slug, the folders they were read from, and a sentence for each that could not be read."""

    by_slug: dict[str, Rulebook]
    folders: dict[str, Path]
    unreadable: tuple[str, ...]

    @property
    def engine(self) -> Engine:
        return Engine(self.by_slug)

    def all(self) -> list[Rulebook]:
        return list(self.by_slug.values())


def books() -> Books:
    """Those with most rules first: the municipality that a page begins with has something to show."""
    root = seeds_dir()
    found: list[tuple[Rulebook, Path]] = []
    unreadable = []
    for folder in rule_folders(root):
        read = _read(str(root), str(folder), fingerprint(folder))
        if isinstance(read, str):
            unreadable.append(read)
        else:
            found.append((read, folder))
    found.sort(key=lambda pair: -len(pair[0].rules))
    return Books(
        {book.slug: book for book, _ in found},
        {book.slug: folder for book, folder in found},
        tuple(unreadable),
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def _read(root: str, folder: str, content: str) -> Rulebook | str:
    """The rulebook, or why it cannot be read; kept by its content."""
    try:
        return readable_rulebook(Path(folder), Path(root))
    except RulesUnreadableError as error:
        return str(error)


def pick_book(
    url: UrlState, shelf: Books, name: str = NAME, label_ja: str = LABEL_JA, skip: int = 0
) -> Rulebook:
    """The municipality that the address names; one that has no rules ends the page with a sentence.

    `skip`: which one stands there when the address names none.
    """
    options = shelf.all()
    if not options:
        said = shelf.unreadable[0] if shelf.unreadable else "貸出規則がまだありません。"
        raise UserError(said)
    asked = st.query_params.get(name)
    without = [m for m in municipalities() if m.slug == asked and m.slug not in shelf.by_slug]
    if without and name == NAME:
        url.keep(name, without[0].slug)
        st.title("貸出規則")
        st.info("この自治体の貸出規則はまだ収録されていません。")
        foot(None)
        st.stop()
    return url.pick(name, label_ja, options, lambda b: (b.slug, b.code), options[min(skip, len(options) - 1)])


def book_box(shelf: Books, current: Rulebook, name: str = NAME, label_ja: str = LABEL_JA) -> None:
    """A box to change the municipality, where there are several; a sentence for each that is missing from it."""
    if len(shelf.by_slug) > 1:
        url_state.select(name, label_ja, shelf.all(), current, lambda b: b.slug, lambda b: b.name_ja)


def say_unreadable(shelf: Books) -> None:
    for sentence in shelf.unreadable:
        st.error(sentence)
