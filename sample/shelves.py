"""What is borrowed: items drawn by how much they are asked for."""

import numpy as np

from catalog.errors import CatalogError
from sample.counts import Ints, stream
from sample.items import MATERIALS, Items
from sample.year import Year

GENERAL, CHILDREN, AUDIOVISUAL = range(3)
MOST_AT_ONCE = 20
_MOST_COPIES = 24


class Shelves:
    """Draws items that are on the shelves in a month."""

    def __init__(self, items: Items, year: Year, municipality_code: str) -> None:
        rng = stream(municipality_code, year.fiscal_year, "asked for")
        self._items, self._year = items, year
        # An item stands in the table as often as it is asked for; few are asked for often.
        self._copies = np.minimum(1 + rng.pareto(1.3, len(items.library)), _MOST_COPIES).astype(np.int64)
        is_book = items.material == MATERIALS.index("book")
        stays = np.isnat(items.withdrawn)
        self._kinds = [
            stays & is_book & (items.is_children == 0),
            stays & is_book & (items.is_children == 1),
            stays & (items.material == MATERIALS.index("cd")),
        ]

    def of_month(self, month: int) -> "MonthOfShelves":
        """The items that had come before the month began."""
        first, _ = self._year.month(month)
        has_come = self._items.acquired < max(self._year.days[first], self._year.first + 1)
        places = [np.flatnonzero(kind & has_come) for kind in self._kinds]
        return MonthOfShelves([np.repeat(place, self._copies[place]) for place in places])


class MonthOfShelves:
    """One table of items a kind."""

    def __init__(self, tables: list[Ints]) -> None:
        self._tables = tables

    def draw(self, kind: Ints, checkout: Ints, place: Ints, rng: np.random.Generator) -> Ints:
        """An item for each loan.

        Args:
            kind: GENERAL, CHILDREN or AUDIOVISUAL by loan.
            checkout: which checkout the loan belongs to.
            place: 0, 1, 2, … within the checkout, below MOST_AT_ONCE; no item is drawn twice in a checkout.
            rng: chance.

        Raises:
            CatalogError: too few items of a kind to lend so many at once.
        """
        item = np.zeros(len(kind), dtype=np.int64)
        start = rng.random(int(checkout[-1]) + 1 if len(checkout) else 0)
        for number, table in enumerate(self._tables):
            where = np.flatnonzero(kind == number)
            if not len(where):
                continue
            # A checkout takes from as many stretches of the table as it has loans; stretches lie further apart
            # than the copies of an item.
            stretch = len(table) // (MOST_AT_ONCE + 1)
            if stretch <= _MOST_COPIES:
                raise CatalogError(
                    "所蔵が少なすぎて見本の貸出を作れません。表2-(1)と表2-(4)の数値を確かめてください。"
                )
            at = (start[checkout[where]] * len(table)).astype(np.int64)
            within = (rng.random(len(where)) * (stretch - _MOST_COPIES)).astype(np.int64)
            item[where] = table[(at + place[where] * stretch + within) % len(table)]
        return item
