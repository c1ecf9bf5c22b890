"""Rows to files in a city's own layout: its headings, its codes, its encoding."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from catalog.errors import CatalogError
from sample.counts import AnyArray, Days
from sample.layout import Layout

_MINUTES = 24 * 60
_ROWS_AT_ONCE = 500_000


def words(layout: Layout, column: str, codes: AnyArray, ours: Sequence[str]) -> pl.Series:
    """Our words, given by their position in `ours`, as the city's own."""
    theirs = layout.words.get(column, {})
    table = pl.Series([theirs.get(word, word) for word in ours])
    return table.gather(codes.astype(np.uint32))


def texts(positions: AnyArray, table: pl.Series) -> pl.Series:
    """Texts from a table of them."""
    return table.gather(positions.astype(np.uint32))


def days(values: Days) -> pl.Series:
    """Days as 2024/04/02; no day is a blank field."""
    known = ~np.isnat(values)
    if not known.any():
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(values))
    first, last = values[known].min(), values[known].max()
    table = _day_texts(np.arange(first, last + 1, dtype="datetime64[D]"))
    positions = pl.Series(np.where(known, (values - first).astype(np.int64), -1))
    return table.gather(positions.set(positions < 0, None).cast(pl.UInt32))


def moments(day: Days, minute: AnyArray) -> pl.Series:
    """Moments as 2024/04/02 10:15, from the day and the minute of the day."""
    if not len(day):
        return pl.Series([], dtype=pl.String)
    first = day.min()
    dates = _day_texts(np.arange(first, day.max() + 1, dtype="datetime64[D]"))
    clock = pl.Series([f" {m // 60:02}:{m % 60:02}" for m in range(_MINUTES)])
    pairs = np.arange(len(dates) * _MINUTES)
    table = texts(pairs // _MINUTES, dates) + texts(pairs % _MINUTES, clock)
    return texts((day - first).astype(np.int64) * _MINUTES + minute, table)


def _day_texts(values: Days) -> pl.Series:
    return pl.Series(np.datetime_as_string(values).tolist()).str.replace_all("-", "/", literal=True)


def write_rows(folder: Path, name: str, layout: Layout, columns: Mapping[str, pl.Series]) -> None:
    """Write one delivery; every row bears the mark of a sample.

    Args:
        folder: where to.
        name: file name.
        layout: what the city calls each column.
        columns: by our name; all of one length, texts as delivered or whole numbers.

    Raises:
        CatalogError: the city's layout has a column that a sample cannot fill.
    """
    length = len(next(iter(columns.values())))
    mark = words(layout, "sample_mark", np.zeros(length), ["sample"])
    filled = {**columns, "sample_mark": mark}
    headings, spec = layout.columns.headings, layout.columns.spec
    for column in headings:
        if column not in filled:
            raise CatalogError(
                f"{layout.columns.shown_as} {column}: 見本はこの列を作れません。使える列: {'、'.join(filled)}。"
            )
    frame = pl.DataFrame({column: filled[column] for column in headings})
    with (folder / name).open("wb") as handle:
        handle.write((spec.delimiter.join(headings.values()) + "\r\n").encode(spec.encoding))
        for rows in frame.iter_slices(_ROWS_AT_ONCE):
            body = io.BytesIO()
            rows.write_csv(body, include_header=False, separator=spec.delimiter, line_terminator="\r\n")
            content = body.getvalue()
            # Most rows are digits alone, which read the same in every encoding that deliveries come in.
            handle.write(content if content.isascii() else content.decode().encode(spec.encoding))
