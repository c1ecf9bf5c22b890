"""The days of a fiscal year: which of them a library opens, and how busy they are."""

from dataclasses import dataclass

import numpy as np

from catalog.errors import CatalogError
from sample.counts import Days, Flags, Floats, Ints, stream
from sample.figures import Figures

# How busy a day is beside an average one: Monday to Sunday, January to December.
_WEEKDAYS = np.array([0.75, 0.85, 0.85, 0.85, 0.9, 1.35, 1.45])
_MONTHS = np.array([0.95, 0.95, 1.05, 0.97, 0.97, 1.0, 1.1, 1.2, 0.98, 1.0, 0.98, 0.9])
# Closed first: the turn of the year, from 29 December to 3 January.
_TURN_OF_THE_YEAR = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
_MONDAY = 0


@dataclass(frozen=True)
class Year:
    """A fiscal year. `days`: every day in order; `month_of`: 0 (April) to 11 (March) by day."""

    fiscal_year: int
    days: Days
    month_of: Ints
    busy: Floats

    @property
    def first(self) -> np.datetime64:
        """1 April."""
        return np.datetime64(self.days[0], "D")

    @property
    def last(self) -> np.datetime64:
        """31 March."""
        return np.datetime64(self.days[-1], "D")

    def month(self, month: int) -> tuple[int, int]:
        """Position of the month's first day and of the day after its last."""
        first, after = np.searchsorted(self.month_of, [month, month + 1])
        return int(first), int(after)

    def month_name(self, month: int) -> str:
        """The month as file names have it: year and month in six digits."""
        return str(self.days[self.month(month)[0]]).replace("-", "")[:6]


def year_of(fiscal_year: int) -> Year:
    """The year that begins on 1 April."""
    days = np.arange(f"{fiscal_year}-04-01", f"{fiscal_year + 1}-04-01", dtype="datetime64[D]")
    months = days.astype("datetime64[M]").astype(np.int64)
    calendar_month = months % 12
    busy = _WEEKDAYS[_weekdays(days)] * _MONTHS[calendar_month]
    return Year(fiscal_year, days, months - months[0], busy)


def opening(figures: Figures, year: Year) -> dict[str, Flags]:
    """By library code, the days on which it opens; as many as are printed.

    A library without a printed number of days is left out.

    Raises:
        CatalogError: more days are printed than the year has.
    """
    opened = {}
    for code, path in figures.libraries.items():
        count = figures.printed("t04_1_individual_loans", path, "開館日数")
        if count is None:
            continue
        if count > len(year.days):
            raise CatalogError(
                f"{year.fiscal_year}年度の見本は作れません。「{path}」の開館日数{count}が一年の日数を超えています。"
                "表4-(1)の数値を直してください。"
            )
        rng = stream(figures.municipality.municipality_code, year.fiscal_year, "opening", code)
        closed_first = _closing_order(year, rng)
        flags = np.ones(len(year.days), dtype=np.bool_)
        flags[closed_first[: len(year.days) - count]] = False
        opened[code] = flags
    return opened


def _closing_order(year: Year, rng: np.random.Generator) -> Ints:
    """The days in the order in which a library gives them up: holidays, Mondays, a week for the stock, others."""
    weekdays = _weekdays(year.days)
    turn = np.array([(d.month, d.day) in _TURN_OF_THE_YEAR for d in year.days.tolist()])
    stocktaking = np.zeros(len(year.days), dtype=np.bool_)
    start = int(rng.integers(150, 300))
    stocktaking[start : start + 7] = True
    second_weekday = weekdays == int(rng.integers(1, 4))
    rank = np.select(
        [turn, weekdays == _MONDAY, stocktaking, second_weekday, weekdays < 5], [0.0, 1.0, 2.0, 3.0, 4.0], 5.0
    )
    # Within a rank the days given up lie evenly over the year.
    within = (np.arange(len(year.days)) * 0.6180339887498949) % 1.0
    return np.argsort(rank + within * 0.9, kind="stable")


def _weekdays(days: Days) -> Ints:
    """0 is Monday; 1 January 1970 was a Thursday."""
    return (days.astype(np.int64) + 3) % 7
