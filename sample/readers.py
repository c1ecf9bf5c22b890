"""Who comes to borrow: for each month the readers whose age group cannot change in it."""

import numpy as np
import polars as pl

from catalog.errors import CatalogError
from sample.counts import Ints, skewed
from sample.persons import Persons
from sample.year import Year

CHILD, TEEN, ADULT, GROUP = range(4)
_TEEN_AGE, _ADULT_AGE = 13, 19
_AT_HOME = 0.85
# A keen reader comes this many times as often as an average one.
_KEENEST = 5.0
# Days kept free around a birthday, so that no way of counting age makes a difference.
_MARGIN = 2


class Readers:
    """Draws readers (positions in `persons`) by home library and age group."""

    def __init__(self, persons: Persons, year: Year) -> None:
        self.persons = persons
        self.year = year
        self.number = pl.Series(persons.number).cast(pl.String).str.zfill(8)
        # Those who have left did not come any more; who comes often stands first.
        coming = np.flatnonzero(persons.is_registered)
        self._coming = coming[np.argsort(persons.busy[coming], kind="stable")]
        self._teen_day = persons.birthday(_TEEN_AGE)[self._coming]
        self._adult_day = persons.birthday(_ADULT_AGE)[self._coming]

    def of_month(self, month: int) -> "MonthOfReaders":
        """The readers of a month (0 is April)."""
        first, after = self.year.month(month)
        start, end = self.year.days[first] - _MARGIN, self.year.days[after - 1] + _MARGIN
        born, is_group = self.persons.born[self._coming], self.persons.is_group[self._coming]
        teen_day, adult_day = self._teen_day, self._adult_day
        groups = [
            (born < start) & (teen_day > end),
            (teen_day < start) & (adult_day > end),
            adult_day < start,
            is_group,
        ]
        known = self.persons.registered[self._coming] <= max(start, self.year.first - 1)
        return MonthOfReaders(
            self.persons,
            # In a very small sample a group may have newcomers alone.
            [self._coming[g & known if (g & known).any() else g] for g in groups],
        )


class MonthOfReaders:
    """The readers of one month by age group; a reader of any age stands in one group at most."""

    def __init__(self, persons: Persons, groups: list[Ints]) -> None:
        self._groups = groups
        library = [persons.library[group] for group in groups]
        count = int(persons.library.max()) + 1
        self._by_library = [
            [group[at == number] for number in range(count)]
            for group, at in zip(groups, library, strict=True)
        ]

    def draw(self, group: int, library: int, count: int, rng: np.random.Generator) -> Ints:
        """Readers of an age group who come to a library, most of them to their own.

        Raises:
            CatalogError: there is nobody of that age; the sample is too small.
        """
        everywhere, at_home = self._groups[group], self._by_library[group][library]
        if count and not len(everywhere):
            raise CatalogError(
                "倍率が小さすぎて、利用者のいない年齢区分があります。--scale を大きくしてください。"
            )
        drawn = everywhere[skewed(len(everywhere), count, _KEENEST, rng)]
        if len(at_home):
            is_home = rng.random(count) < _AT_HOME
            drawn[is_home] = at_home[skewed(len(at_home), int(is_home.sum()), _KEENEST, rng)]
        return drawn

    def draw_any_age(self, library: int, count: int, rng: np.random.Generator) -> Ints:
        """Readers of every age, in the shares in which they ask for books."""
        group = rng.choice([CHILD, TEEN, ADULT], count, p=[0.06, 0.04, 0.9])
        drawn = np.zeros(count, dtype=np.int64)
        for number in (CHILD, TEEN, ADULT):
            where = group == number
            drawn[where] = self.draw(number, library, int(where.sum()), rng)
        return drawn
