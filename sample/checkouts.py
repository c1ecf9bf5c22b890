"""Checkouts of a month: when, where, by whom, of how many items."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample.counts import Ints
from sample.loan_plan import Plan
from sample.readers import MonthOfReaders
from sample.year import Year

_OPENS, _OPEN_MINUTES = 9 * 60 + 30, 8 * 60 + 30


@dataclass(frozen=True)
class Checkouts:
    """Checkouts in the order of their moments, `sizes` loans each; `kinds` by loan.

    `day`: position in the year; `minute`: of the day; `library`, `group`, `reader`: positions.
    """

    day: Ints
    minute: Ints
    library: Ints
    group: Ints
    reader: Ints
    sizes: Ints
    kinds: Ints


class Desk:
    """Cuts the year's plans into months."""

    def __init__(self, plans: Sequence[Plan], year: Year) -> None:
        self._year = year
        self._plans = [(plan, _starts(plan.by_day), _starts(plan.sizes.astype(np.int64))) for plan in plans]

    def of_month(self, month: int, readers: MonthOfReaders, rng: np.random.Generator) -> Checkouts:
        """The checkouts of a month (0 is April)."""
        first, after = self._year.month(month)
        parts: dict[str, list[NDArray[Any]]] = {name: [] for name in Checkouts.__dataclass_fields__}
        for plan, checkout_start, loan_start in self._plans:
            by_day = plan.by_day[first:after]
            count = int(by_day.sum())
            own = slice(int(checkout_start[first]), int(checkout_start[after]))
            loans = slice(int(loan_start[own.start]), int(loan_start[own.stop]))
            parts["day"].append(np.repeat(np.arange(first, after), by_day))
            parts["minute"].append(
                _OPENS + (rng.triangular(0, 0.55, 1, count) * _OPEN_MINUTES).astype(np.int64)
            )
            parts["library"].append(np.full(count, plan.library))
            parts["group"].append(np.full(count, plan.group))
            parts["reader"].append(readers.draw(plan.group, plan.library, count, rng))
            parts["sizes"].append(plan.sizes[own].astype(np.int64))
            parts["kinds"].append(plan.kinds[loans])
        return _in_order({name: np.concatenate(values) for name, values in parts.items()})


def _starts(counts: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(counts)])


def _in_order(columns: dict[str, NDArray[Any]]) -> Checkouts:
    order = np.lexsort((columns["library"], columns["minute"], columns["day"]))
    sizes = columns["sizes"]
    first = (_starts(sizes)[:-1])[order]
    sorted_sizes = sizes[order]
    new_first = _starts(sorted_sizes)[:-1]
    loan = np.repeat(first - new_first, sorted_sizes) + np.arange(int(sizes.sum()))
    kinds = columns.pop("kinds")[loan]
    return Checkouts(kinds=kinds, **{name: values[order] for name, values in columns.items()})
