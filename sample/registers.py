"""Snapshots and daily records: patrons, items, moves, the opening log, the gates."""

from pathlib import Path

import numpy as np
import polars as pl

from sample.counts import Flags, Ints, spread, stream
from sample.figures import Figures
from sample.item_counts import SECTIONS
from sample.items import ADDED_WORDS, GENRE_WORDS, MATERIALS, NONE, WITHDRAWN_WORDS, Items
from sample.layout import Layout
from sample.readers import Readers
from sample.write import days, texts, words, write_rows
from sample.year import Year


def write_patrons(folder: Path, layout: Layout, figures: Figures, year: Year, readers: Readers) -> int:
    """Write the registered readers and groups of the end of the year before and of the year; gives the rows."""
    persons = readers.persons
    rows = 0
    for day, is_there in ((year.first - 1, persons.was_registered), (year.last, persons.is_registered)):
        who = np.flatnonzero(is_there)
        who = who[np.argsort(persons.number[who])]
        rows += len(who)
        write_rows(
            folder,
            f"patrons_{_compact(day)}.csv",
            layout,
            {
                "as_of_date": days(np.full(len(who), day)),
                "patron_no": texts(who, readers.number),
                "registered_date": days(persons.registered[who]),
                "birth_date": days(persons.born[who]),
                "residence_code": words(
                    layout, "residence_code", ~persons.is_resident[who], ("resident", "non_resident")
                ),
                "borrower_code": words(layout, "borrower_code", persons.is_group[who], ("person", "group")),
                "library_code": words(layout, "library_code", persons.library[who], list(figures.libraries)),
            },
        )
    return rows


def write_items(folder: Path, layout: Layout, figures: Figures, year: Year, items: Items) -> int:
    """Write the register of items as of the end of the year; gives the number of rows."""
    count = len(items.library)
    write_rows(
        folder,
        f"items_{_compact(year.last)}.csv",
        layout,
        {
            "as_of_date": days(np.full(count, year.last)),
            "item_no": pl.Series(items.number),
            "ndc": texts(items.mark, items.marks),
            "audience_code": words(layout, "audience_code", items.is_children, ("general", "children")),
            "material_code": words(layout, "material_code", items.material, MATERIALS),
            "genre_code": _blank(
                words(layout, "genre_code", _or_first(items.genre), GENRE_WORDS), items.genre
            ),
            "section_code": _blank(
                words(layout, "section_code", _or_first(items.section), SECTIONS), items.section
            ),
            "library_code": words(layout, "library_code", items.library, list(figures.libraries)),
            "acquired_date": days(items.acquired),
            "acquired_by": words(layout, "acquired_by", items.acquired_by, ADDED_WORDS),
            "withdrawn_date": days(items.withdrawn),
            "withdrawn_by": _blank(
                words(layout, "withdrawn_by", _or_first(items.withdrawn_by), WITHDRAWN_WORDS),
                items.withdrawn_by,
            ),
        },
    )
    return count


def write_item_moves(folder: Path, layout: Layout, figures: Figures, year: Year, items: Items) -> int:
    """Write the year's moves between libraries; gives the number of rows."""
    moved = np.flatnonzero(items.moved_from != NONE)
    moved = moved[np.argsort(items.moved[moved], kind="stable")]
    libraries = list(figures.libraries)
    write_rows(
        folder,
        f"item_moves_{year.fiscal_year}.csv",
        layout,
        {
            "moved_date": days(items.moved[moved]),
            "item_no": pl.Series(items.number[moved]),
            "from_library_code": words(layout, "from_library_code", items.moved_from[moved], libraries),
            "to_library_code": words(layout, "to_library_code", items.library[moved], libraries),
        },
    )
    return len(moved)


def write_opening_log(
    folder: Path, layout: Layout, figures: Figures, year: Year, opened: dict[str, Flags]
) -> int:
    """Write whether each library was open, a row a library and day; gives the number of rows."""
    codes = list(opened)
    day, library = (i.ravel() for i in np.indices((len(year.days), len(codes))))
    is_open = np.stack([opened[code] for code in codes])[library, day]
    write_rows(
        folder,
        f"opening_log_{year.fiscal_year}.csv",
        layout,
        {
            "date": days(year.days[day]),
            "library_code": words(layout, "library_code", library, codes),
            "state_code": words(layout, "state_code", is_open, ("closed", "open")),
        },
    )
    return len(day)


def write_gate_counts(
    folder: Path, layout: Layout, figures: Figures, year: Year, opened: dict[str, Flags]
) -> int:
    """Write the visitors of the open days of each library that prints any; gives the number of rows."""
    rng = stream(figures.municipality.municipality_code, year.fiscal_year, "gates")
    parts: list[tuple[Ints, Ints, Ints]] = []
    for library, (code, path) in enumerate(figures.libraries.items()):
        total = figures.printed("t01_6_visitors", "入館者数", path)
        if total is None or code not in opened:
            continue
        open_days = np.flatnonzero(opened[code])
        visitors = spread(total, year.busy[open_days] * rng.uniform(0.9, 1.1, len(open_days)), rng)
        parts.append((open_days, np.full(len(open_days), library), visitors))
    day, at, visitors = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((at, day))
    write_rows(
        folder,
        f"gate_counts_{year.fiscal_year}.csv",
        layout,
        {
            "date": days(year.days[day[order]]),
            "library_code": words(layout, "library_code", at[order], list(figures.libraries)),
            "visitors": pl.Series(visitors[order]),
        },
    )
    return len(order)


def _or_first(codes: Ints) -> Ints:
    return np.maximum(codes, 0)


def _blank(values: pl.Series, codes: Ints) -> pl.Series:
    return values.set(pl.Series(codes == NONE), None)


def _compact(day: np.datetime64) -> str:
    return str(day).replace("-", "")
