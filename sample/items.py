"""The register of items: what is held, what came, what went and what moved in the year."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from sample.counts import AnyArray, Days, Ints, chosen, stream
from sample.figures import Figures
from sample.item_counts import (
    SECTIONS,
    BookCounts,
    audiovisual_change,
    audiovisual_counts,
    book_counts,
    class_counts,
    recycled,
    section_counts,
)
from sample.ndc import CHILDREN, MUSIC, SPOKEN, Marks
from sample.year import Year

MATERIALS = ("book", "cassette", "cd", "video", "dvd", "daisy", "dvd_rom")
GENRE_WORDS = ("classical", "light", "traditional", "children", "spoken")
ADDED_WORDS = ("purchase", "donation", "incorporation")
WITHDRAWN_WORDS = ("discard", "recycle", "transfer")
NONE = -1
_FIRST_NUMBER = 100_000_001
_OLDEST_YEARS = 35
_CHILDREN_GENRE, _SPOKEN_GENRE = 3, 4

Piece = dict[str, AnyArray]


@dataclass(frozen=True)
class Items:
    """Items in the order of their numbers; words are positions in the tuples above, -1 is blank.

    `library` is where the item is at the end of the year (or was when it was withdrawn); `moved_from` where it was
    before it moved.
    """

    library: Ints
    is_children: AnyArray
    mark: Ints
    material: Ints
    genre: Ints
    section: Ints
    acquired: Days
    acquired_by: Ints
    withdrawn: Days
    withdrawn_by: Ints
    moved: Days
    moved_from: Ints
    marks: pl.Series

    @property
    def number(self) -> Ints:
        """Item numbers, in the order in which the items came."""
        return np.arange(len(self.library)) + _FIRST_NUMBER


def make_items(figures: Figures, year: Year) -> Items:
    """Items whose counts are the printed ones.

    Raises:
        CatalogError: a figure is missing, or the printed ones do not balance.
    """
    rng = stream(figures.municipality.municipality_code, year.fiscal_year, "items")
    marks = Marks()
    counts = book_counts(figures)
    pieces = []
    for library, path in enumerate(figures.libraries.values()):
        own = [c for c in counts if c.library == library]
        sections = section_counts(figures, path, own[0].after, own[1].after)
        classes = np.repeat(np.arange(10), class_counts(figures, path))
        for audience, section in zip(own, sections, strict=True):
            pieces.append(_books(audience, classes, section, year, marks, rng))
    _send_movers(pieces, counts, year, rng)
    pieces.append(_audiovisual(figures, year, marks, rng))
    merged = {key: np.concatenate([piece[key] for piece in pieces]) for key in pieces[0]}
    _split_withdrawn(merged, recycled(figures), rng)
    order = np.argsort(merged["acquired"], kind="stable")
    return Items(marks=marks.texts, **{key: values[order] for key, values in merged.items()})


def _books(
    counts: BookCounts, classes: Ints, sections: Ints, year: Year, marks: Marks, rng: np.random.Generator
) -> Piece:
    """Books that a library holds at the end of the year, then those withdrawn in it."""
    gone = counts.withdrawn + counts.transferred
    held = counts.after
    total = held + gone
    kinds = np.full(total, CHILDREN)
    if not counts.is_children:
        of_gone = rng.choice(classes, gone) if len(classes) else np.zeros(gone, dtype=np.int64)
        kinds = np.concatenate([rng.permutation(classes), of_gone])
    mark = np.zeros(total, dtype=np.int64)
    for kind in np.unique(kinds):
        mark[kinds == kind] = marks.draw(int(kind), int((kinds == kind).sum()), rng)
    shelf = SECTIONS.index("open_children" if counts.is_children else "open_general")
    new = sum(counts.added)
    acquired, acquired_by = _old(total, year, rng), _ways(total, rng)
    # The first of the stock came this year; classes and sections lie over it by chance.
    acquired[:new] = _in_year(new, year, rng)
    acquired_by[:new] = rng.permutation(np.repeat(np.arange(len(ADDED_WORDS)), counts.added))
    withdrawn = np.full(total, np.datetime64("NaT", "D"))
    withdrawn[held:] = _in_year(gone, year, rng)
    withdrawn_by = np.full(total, NONE)
    withdrawn_by[held : held + counts.withdrawn] = WITHDRAWN_WORDS.index("discard")
    withdrawn_by[held + counts.withdrawn :] = WITHDRAWN_WORDS.index("transfer")
    return {
        "library": np.full(total, counts.library),
        "is_children": np.full(total, int(counts.is_children)),
        "mark": mark,
        "material": np.full(total, MATERIALS.index("book")),
        "genre": np.full(total, NONE),
        "section": np.concatenate(
            [rng.permutation(np.repeat(np.arange(len(SECTIONS)), sections)), np.full(gone, shelf)]
        ),
        "acquired": acquired,
        "acquired_by": acquired_by,
        "withdrawn": withdrawn,
        "withdrawn_by": withdrawn_by,
        "moved": np.full(total, np.datetime64("NaT", "D")),
        "moved_from": np.full(total, NONE),
    }


def _send_movers(pieces: list[Piece], counts: list[BookCounts], year: Year, rng: np.random.Generator) -> None:
    """Let old books move from libraries that lost some to libraries that gained; each moves once."""
    for is_children in (False, True):
        own = [(p, c) for p, c in zip(pieces, counts, strict=True) if c.is_children == is_children]
        senders = rng.permutation(np.repeat([c.library for _, c in own], [max(-c.moved, 0) for _, c in own]))
        for piece, count in own:
            arriving = max(count.moved, 0)
            old = np.arange(sum(count.added), count.after)
            movers = chosen(old, arriving, rng)
            piece["moved_from"][movers], senders = senders[:arriving], senders[arriving:]
            piece["moved"][movers] = _in_year(arriving, year, rng)


def _audiovisual(figures: Figures, year: Year, marks: Marks, rng: np.random.Generator) -> Piece:
    """Sound and film held at the end of the year, then what was withdrawn when the stock shrank."""
    matrices = [audiovisual_counts(figures, path) for path in figures.libraries.values()]
    columns = [
        np.concatenate([np.repeat(np.indices(m.shape)[axis].ravel(), m.ravel()) for m in matrices])
        for axis in (0, 1)
    ]
    library = np.repeat(np.arange(len(matrices)), [m.sum() for m in matrices])
    held, change = len(library), audiovisual_change(figures)
    gone = rng.integers(0, max(held, 1), max(-change, 0) if held else 0)
    genre, medium, library = (np.concatenate([c, c[gone]]) for c in (*columns, library))
    total = len(library)
    mark = np.zeros(total, dtype=np.int64)
    is_spoken = genre == _SPOKEN_GENRE
    for kind, where in ((MUSIC, ~is_spoken), (SPOKEN, is_spoken)):
        mark[where] = marks.draw(kind, int(where.sum()), rng)
    acquired = _old(total, year, rng)
    new = chosen(np.arange(held), min(max(change, 0), held), rng)
    acquired[new] = _in_year(len(new), year, rng)
    withdrawn = np.full(total, np.datetime64("NaT", "D"))
    withdrawn[held:] = _in_year(len(gone), year, rng)
    return {
        "library": library,
        "is_children": (genre == _CHILDREN_GENRE).astype(np.int64),
        "mark": mark,
        "material": medium + 1,
        "genre": genre,
        "section": np.full(total, NONE),
        "acquired": acquired,
        "acquired_by": _ways(total, rng),
        "withdrawn": withdrawn,
        "withdrawn_by": np.where(np.isnat(withdrawn), NONE, WITHDRAWN_WORDS.index("discard")),
        "moved": np.full(total, np.datetime64("NaT", "D")),
        "moved_from": np.full(total, NONE),
    }


def _split_withdrawn(items: Piece, recycled_books: int, rng: np.random.Generator) -> None:
    """Of the books withdrawn, as many as printed go to readers for recycling."""
    is_discarded = (items["withdrawn_by"] == WITHDRAWN_WORDS.index("discard")) & (items["material"] == 0)
    handed_on = chosen(np.flatnonzero(is_discarded), recycled_books, rng)
    items["withdrawn_by"][handed_on] = WITHDRAWN_WORDS.index("recycle")


def _ways(count: int, rng: np.random.Generator) -> Ints:
    return rng.choice(len(ADDED_WORDS), count, p=[0.9, 0.09, 0.01])


def _old(count: int, year: Year, rng: np.random.Generator) -> Days:
    """Days before the year, recent ones more often."""
    ago = (rng.random(count) ** 1.6 * 365 * _OLDEST_YEARS).astype(np.int64) + 1
    return np.asarray(year.first - ago, dtype="datetime64[D]")


def _in_year(count: int, year: Year, rng: np.random.Generator) -> Days:
    return np.asarray(year.days[rng.integers(0, len(year.days), count)], dtype="datetime64[D]")
