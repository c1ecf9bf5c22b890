"""Reservations: a file a month, a row a reservation."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from catalog.errors import CatalogError
from sample.counts import Flags, Ints, chosen, scaled, spread, stream
from sample.figures import Figures
from sample.items import MATERIALS
from sample.layout import Layout
from sample.loans import Stock
from sample.readers import MonthOfReaders
from sample.shelves import AUDIOVISUAL, CHILDREN, GENERAL
from sample.write import days, texts, words, write_rows
from sample.year import Year

_MATRIX, _TREND = "t04_3_a_reservations", "t04_3_b_reservation_trend"
_WEB, _WEB_ROW = -1, "Web"
_LONGEST_WAIT, _GIVEN_UP_AFTER = 60, 7
_KINDS, _KIND_SHARES = (GENERAL, CHILDREN, AUDIOVISUAL), (0.74, 0.24, 0.02)
_NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class _Plan:
    """Reservations of the year. `by_day`: by cell of the printed matrix and day; `place`, `pickup`: by cell.

    `next_open`: see `_next_open`.
    """

    by_day: Ints
    place: Ints
    pickup: Ints
    is_unfilled: Flags
    next_open: Ints


def write_reservations(
    folder: Path,
    layout: Layout,
    figures: Figures,
    year: Year,
    opened: dict[str, Flags],
    scale: float,
    stock: Stock,
) -> Iterator[int]:
    """Write the twelve files; gives the number of rows of each when it is written.

    Raises:
        CatalogError: a figure is missing, or the printed ones contradict each other.
    """
    plan = _plan(figures, year, opened, scale)
    born = days(stock.readers.persons.born)
    done = 0
    for month in range(12):
        rng = stream(figures.municipality.municipality_code, year.fiscal_year, "reservations", month)
        first, after = year.month(month)
        counts = plan.by_day[:, first:after].T
        day, cell = (np.repeat(i.ravel(), counts.ravel()) for i in np.indices(counts.shape))
        day, count = day + first, len(day)
        pickup = plan.pickup[cell]
        reader = _readers(stock.readers.of_month(month), pickup, rng)
        kind = rng.choice(_KINDS, count, p=_KIND_SHARES)
        item = stock.shelves.of_month(month).draw(
            kind, np.arange(count), np.zeros(count, dtype=np.int64), rng
        )
        is_unfilled = plan.is_unfilled[done : done + count]
        done += count
        write_rows(
            folder,
            f"reservations_{year.month_name(month)}.csv",
            layout,
            {
                "reserved_date": days(year.days[day]),
                **_places(layout, figures, plan.place[cell], pickup),
                **_outcome(year, plan, day, pickup, is_unfilled, rng),
                "patron_no": texts(reader, stock.readers.number),
                "birth_date": texts(reader, born),
                "ndc": texts(stock.items.mark[item], stock.items.marks),
                "material_code": words(layout, "material_code", stock.items.material[item], MATERIALS),
                "audience_code": words(
                    layout, "audience_code", stock.items.is_children[item], ("general", "children")
                ),
            },
        )
        yield count


def _plan(figures: Figures, year: Year, opened: dict[str, Flags], scale: float) -> _Plan:
    rng = stream(figures.municipality.municipality_code, year.fiscal_year, "reservations")
    figures.need_any(_MATRIX)
    codes = list(figures.libraries)
    never = np.zeros(len(year.days), dtype=np.bool_)
    by_day, cells = [], []
    for place, row in [*enumerate(figures.libraries.values()), (_WEB, _WEB_ROW)]:
        busy = year.busy if place == _WEB else year.busy * opened.get(codes[place], never)
        for pickup, column in enumerate(figures.libraries.values()):
            count = scaled(figures.printed(_MATRIX, row, column) or 0, scale)
            if count and not busy.any():
                raise CatalogError(
                    f"{year.fiscal_year}年度の見本は作れません。表4-(3)-ア「{row}」に予約がありますが、開館日数がありません。"
                    "数値を加えてください。"
                )
            if count:
                by_day.append(spread(count, busy, rng))
                cells.append((place, pickup))
    total = int(np.sum(by_day))
    filled = figures.need(_TREND, "全館", "予約による提供数")
    if filled > figures.need(_TREND, "全館", "計"):
        raise CatalogError(
            f"{year.fiscal_year}年度の見本は作れません。表4-(3)-イの予約による提供数が予約件数より多くなっています。"
            "数値を直してください。"
        )
    is_unfilled = np.zeros(total, dtype=np.bool_)
    is_unfilled[chosen(np.arange(total), max(total - scaled(filled, scale), 0), rng)] = True
    place, pickup = np.array(cells).T
    return _Plan(
        np.stack(by_day), place, pickup, is_unfilled, _next_open([opened.get(c, never) for c in codes])
    )


def _next_open(opened: list[Flags]) -> Ints:
    """By library and day the day itself or the next on which it opens; after the last such day the day itself."""
    position = np.arange(len(opened[0]))
    after = np.where(np.stack(opened), position, len(position))[:, ::-1]
    following = np.minimum.accumulate(after, axis=1)[:, ::-1]
    return np.where(following < len(position), following, position)


def _readers(readers: MonthOfReaders, pickup: Ints, rng: np.random.Generator) -> Ints:
    found = np.zeros(len(pickup), dtype=np.int64)
    for library in np.unique(pickup):
        where = pickup == library
        found[where] = readers.draw_any_age(int(library), int(where.sum()), rng)
    return found


def _places(layout: Layout, figures: Figures, place: Ints, pickup: Ints) -> dict[str, pl.Series]:
    libraries = list(figures.libraries)
    is_web = place == _WEB
    counter = words(layout, "place_library_code", np.maximum(place, 0), libraries)
    return {
        "place_code": words(layout, "place_code", is_web, ("counter", "web")),
        "place_library_code": counter.set(pl.Series(is_web), None),
        "pickup_library_code": words(layout, "pickup_library_code", pickup, libraries),
    }


def _outcome(
    year: Year, plan: _Plan, day: Ints, pickup: Ints, is_unfilled: Flags, rng: np.random.Generator
) -> dict[str, pl.Series]:
    """Filled within the year on a day on which the library is open, if there is one; the rest given up or waiting."""
    last = len(year.days) - 1
    wait = (rng.random(len(day)) ** 2 * np.minimum(_LONGEST_WAIT, last - day + 1)).astype(np.int64)
    filled = plan.next_open[pickup, day + wait]
    given_up = is_unfilled & (rng.random(len(day)) < 0.5) & (day + _GIVEN_UP_AFTER <= last)
    return {
        "filled_date": days(np.where(is_unfilled, _NO_DAY, year.days[filled])),
        "cancelled_date": days(
            np.where(given_up, year.days[np.minimum(day + _GIVEN_UP_AFTER, last)], _NO_DAY)
        ),
    }
