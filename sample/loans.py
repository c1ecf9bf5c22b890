"""Loans: a file a month, a row a loan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from sample.checkouts import Checkouts, Desk
from sample.counts import Days, Floats, Ints, stream
from sample.figures import Figures
from sample.items import MATERIALS, Items
from sample.layout import Layout
from sample.loan_plan import Plan
from sample.readers import GROUP, Readers
from sample.shelves import Shelves
from sample.write import days, moments, texts, words, write_rows
from sample.year import Year

_CHANNELS = ("counter", "self_checkout", "home_delivery", "post", "locker")
_CHANNEL_SHARES = (0.62, 0.37, 0.002, 0.003, 0.005)
_LOAN_DAYS = 14
_RENEWED, _ON_TIME, _EVER_RETURNED, _OVERDUE_DAYS = 0.12, 0.93, 0.997, 45
# A checkout's number is the month and its running number in it.
_CHECKOUTS_A_MONTH = 10**8


@dataclass(frozen=True)
class Stock:
    """What is lent, to whom."""

    readers: Readers
    items: Items
    shelves: Shelves


def write_loans(
    folder: Path, layout: Layout, figures: Figures, year: Year, plans: Sequence[Plan], stock: Stock
) -> Iterator[int]:
    """Write the twelve files; gives the number of rows of each when it is written."""
    born = days(stock.readers.persons.born)
    desk = Desk(plans, year)
    for month in range(12):
        rng = stream(figures.municipality.municipality_code, year.fiscal_year, "loans", month)
        name = year.month_name(month)
        checkouts = desk.of_month(month, stock.readers.of_month(month), rng)
        of_loan = np.repeat(np.arange(len(checkouts.day)), checkouts.sizes)
        place = np.arange(len(of_loan)) - np.repeat(
            np.cumsum(checkouts.sizes) - checkouts.sizes, checkouts.sizes
        )
        item = stock.shelves.of_month(month).draw(checkouts.kinds, of_loan, place, rng)
        reader = checkouts.reader[of_loan]
        columns = {
            **_of_checkout(layout, figures, year, checkouts, stock.readers, rng),
            "transaction_no": pl.Series(np.arange(len(checkouts.day)) + int(name) * _CHECKOUTS_A_MONTH + 1),
        }
        write_rows(
            folder,
            f"loans_{name}.csv",
            layout,
            {
                **{column: texts(of_loan, values) for column, values in columns.items()},
                "patron_no": texts(reader, stock.readers.number),
                "birth_date": texts(reader, born),
                **_of_item(layout, stock.items, item),
                **_of_return(year, checkouts.day[of_loan], rng),
            },
        )
        yield len(of_loan)


def _of_checkout(
    layout: Layout,
    figures: Figures,
    year: Year,
    checkouts: Checkouts,
    readers: Readers,
    rng: np.random.Generator,
) -> dict[str, pl.Series]:
    channel = rng.choice(len(_CHANNELS), len(checkouts.day), p=_CHANNEL_SHARES)
    is_outside = ~readers.persons.is_resident[checkouts.reader]
    return {
        "checkout_at": moments(year.days[checkouts.day], checkouts.minute),
        "library_code": words(layout, "library_code", checkouts.library, list(figures.libraries)),
        "channel_code": words(layout, "channel_code", channel, _CHANNELS),
        "borrower_code": words(layout, "borrower_code", checkouts.group == GROUP, ("person", "group")),
        "residence_code": words(layout, "residence_code", is_outside, ("resident", "non_resident")),
    }


def _of_item(layout: Layout, items: Items, item: Ints) -> dict[str, pl.Series]:
    return {
        "item_no": pl.Series(items.number[item]),
        "ndc": texts(items.mark[item], items.marks),
        "material_code": words(layout, "material_code", items.material[item], MATERIALS),
        "audience_code": words(layout, "audience_code", items.is_children[item], ("general", "children")),
    }


def _of_return(year: Year, day: Ints, rng: np.random.Generator) -> dict[str, pl.Series]:
    """Most come back in time, some late, a few never; what was still out when the year ended has no day."""
    renewals = (rng.random(len(day)) < _RENEWED).astype(np.int64)
    allowed = _LOAN_DAYS * (1 + renewals)
    chance: Floats = rng.random(len(day))
    late = allowed + rng.integers(1, _OVERDUE_DAYS, len(day))
    kept = np.where(chance < _ON_TIME, rng.integers(1, allowed + 1), late)
    lent = year.days[day]
    returned: Days = lent + kept
    returned[(returned > year.last) | (chance >= _EVER_RETURNED)] = np.datetime64("NaT", "D")
    return {
        "due_date": days(lent + allowed),
        "renewals": pl.Series(renewals),
        "returned_date": days(returned),
    }
