"""What is asked of the cube, and its SQL: text from closed lists only, everything that a reader typed is a parameter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboards.cube.dimensions import UNKNOWN_KEY, Dimension
from dashboards.cube.measures import OPEN_DAYS, Measure

# Below it a figure of persons is divided no further by what says something about them.
FLOOR = 10
Filter = tuple[Dimension, str]


@dataclass(frozen=True)
class Request:
    """A question: a measure of some years, divided by one or two dimensions, under filters (a word a dimension)."""

    municipality_code: str
    measure: Measure
    fiscal_years: tuple[int, ...]
    rows: Dimension
    columns: Dimension | None = None
    filters: tuple[Filter, ...] = ()
    per_open_day: bool = False

    @property
    def axes(self) -> tuple[Dimension, ...]:
        return (self.rows, self.columns) if self.columns else (self.rows,)

    @property
    def used(self) -> tuple[Dimension, ...]:
        """Every dimension of the question."""
        return (*(dimension for dimension, _ in self.filters), *self.axes)

    @property
    def asked_years(self) -> tuple[int, ...]:
        """Of a stock that is not shown by year the newest only: ends of years do not add up."""
        if self.measure.is_stock and not any(d.key == "fiscal_year" for d in self.used):
            return self.fiscal_years[-1:]
        return self.fiscal_years


class Statement:
    """The SQL of a request with its parameters.

    Its rows: whole_0 and whole_1 (1 where the figure is of all rows, of all columns), key_0 and key_1 (words, empty
    where not known), value, withheld (too small to be divided that far) and whether samples are in it.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.parameters: list[Any] = [
            request.municipality_code,
            request.measure.key,
            list(request.asked_years),
        ]
        self._daily = not request.measure.in_cube or any(d.is_of_days for d in request.used)
        self._personal = (
            [f for f in request.filters if f[0].is_personal] if request.measure.counts_persons else []
        )
        plain = [f for f in request.filters if f not in self._personal]
        where = "".join(f" and {self._is(*f)}" for f in plain)
        self.text = f"with source as ({self._source('$2')}{where}{self._latest()}), {self._summed()}"
        if request.per_open_day:
            shared = "".join(f" and {self._is(*f)}" for f in plain if f[0].in_daily)
            opened = self._source(f"'{OPEN_DAYS}'")
            self.text += f", opened as ({opened}{shared}), {self._days()}"
        self.text += self._result()

    def _source(self, quantity: str) -> str:
        relation = "select * from fct_cube as c"
        if self._daily:
            relation = (
                "select c.*, c.date_day as month_date, l.yearbook_path as library_path from fct_daily as c"
                " left join dim_library as l on l.municipality_code = c.municipality_code"
                " and l.library_code = c.library_code and c.date_day >= l.valid_from"
                " and (l.valid_to is null or c.date_day <= l.valid_to)"
            )
        return (
            f"select * from ({relation}) where municipality_code = $1 and quantity = {quantity}"
            " and list_contains(cast($3 as integer[]), fiscal_year)"
        )

    def _latest(self) -> str:
        """Of a stock that is reported every month the last month that says it."""
        if not self.request.measure.is_stock:
            return ""
        return " qualify month_date = max(month_date) over (partition by fiscal_year, member)"

    def _is(self, dimension: Dimension, key: str) -> str:
        if key == UNKNOWN_KEY:
            return f"({dimension.expression}) is null"
        self.parameters.append(key)
        return f"coalesce(cast({dimension.expression} as varchar) = ${len(self.parameters)}, false)"

    def _summed(self) -> str:
        """Sums of cells, rows, columns and all; filters that say something of persons still stand apart as flags."""
        keys = self._keys(self.request.axes)
        flags = [f"flag_{n}" for n in range(len(self._personal))]
        flagged = [f"{self._is(*f)} as flag_{n}" for n, f in enumerate(self._personal)]
        selected = ", ".join([*keys.values(), *flagged])
        sets = ", ".join(f"({', '.join([*kept, *flags])})" for kept in _subsets(list(keys)))
        columns = ", ".join([*keys, *flags])
        return (
            f"base as (select {selected}, sum(value) as value, bool_or(is_sample) as is_sample from source group by all),"
            f" sums as (select {_wholes(keys)}, {columns}, sum(value) as value, bool_or(is_sample) as is_sample"
            f" from base group by grouping sets ({sets})),"
            f" judged as (select *, {self._withheld(list(keys), flags)} as withheld from sums)"
        )

    def _keys(self, axes: tuple[Dimension, ...]) -> dict[str, str]:
        return {f"key_{n}": f"cast({d.expression} as varchar) as key_{n}" for n, d in enumerate(axes)}

    def _withheld(self, keys: list[str], flags: list[str]) -> str:
        """Whether the figure that a cell is a part of, before persons were told apart in it, lies below the floor."""
        if not self.request.measure.counts_persons:
            return "false"
        places = [(d.kind, flag, None) for (d, _), flag in zip(self._personal, flags, strict=True)]
        axes = zip(self.request.axes, keys, strict=True)
        parts = [*places, *((d.kind, key, key.replace("key", "whole")) for d, key in axes if d.is_personal)]
        checks = []
        for n, (kind, _, whole) in enumerate(parts):
            # What divides ages once more is taken away with what it divides.
            away = {name for other, name, _ in parts[n:] if other == kind}
            kept = [name for name in (*flags, *keys) if name not in away]
            # The sums of all rows or columns are not divided by that axis.
            same = [*kept, *(key.replace("key", "whole") for key in keys)]
            # A word of a filter that has no figure is as telling as one that has: all words share the answer.
            held = [*(name for name in kept if name in flags), *([f"{whole} = 0"] if whole else [])]
            small = f"sum(value) over (partition by {', '.join(same)}) < {FLOOR}"
            checks.append(f"({' and '.join([small, *held])})")
        return f"({' or '.join(checks)})" if checks else "false"

    def _days(self) -> str:
        """Days on which the libraries that have the measure were open, by the axes that days have."""
        shared = self._shared()
        keys = {key: text for key, text in self._keys(self.request.axes).items() if key in shared}
        libraries = "library_code in (select library_code from source)"
        if not keys:
            return f"days as (select sum(value) as days from opened where {libraries})"
        sets = ", ".join(f"({', '.join(kept)})" for kept in _subsets(list(keys)))
        return (
            f"day_base as (select {', '.join(keys.values())}, sum(value) as days from opened where {libraries}"
            f" group by all), days as (select {_wholes(keys)}, {', '.join(keys)}, sum(days) as days from day_base"
            f" group by grouping sets ({sets}))"
        )

    def _shared(self) -> list[str]:
        return [f"key_{n}" for n, d in enumerate(self.request.axes) if d.in_daily]

    def _result(self) -> str:
        second = ", j.whole_1, j.key_1" if self.request.columns else ", 1 as whole_1, null as key_1"
        value, joined = "j.value", ""
        if self.request.per_open_day:
            value = "j.value / nullif(d.days, 0)"
            on = [
                f"j.{name} is not distinct from d.{name}"
                for key in self._shared()
                for name in (key, key.replace("key", "whole"))
            ]
            joined = f" left join days as d on {' and '.join(on) or 'true'}"
        fits = " and ".join(["true", *(f"flag_{n}" for n in range(len(self._personal)))])
        return (
            f" select j.whole_0, j.key_0{second}, if({fits}, cast({value} as double), null) as value,"
            f" if({fits}, cast(j.value as double), null) as counted, j.withheld, j.is_sample"
            f" from judged as j{joined} where ({fits}) or j.withheld"
        )


def _subsets(keys: list[str]) -> Iterator[list[str]]:
    yield keys
    if len(keys) > 1:
        yield from ([key] for key in keys)
    yield []


def _wholes(keys: dict[str, str]) -> str:
    return ", ".join(f"grouping({key}) as {key.replace('key', 'whole')}" for key in keys)
