"""Readers and groups: who is registered at the end of the year and of the year before."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sample.counts import AnyArray, Days, Flags, Floats, Ints, chosen, scaled, stream
from sample.figures import Figures
from sample.year import Year

_TABLE = "t03_1_registered_by_age"
_ADULT_AGE = 13
_OLDEST = 92
_STAYING = 0.87
_YEARS_REGISTERED = 12


@dataclass(frozen=True)
class Persons:
    """Registered readers and groups, one position each; a group has no birthday.

    `library`: position of the home library; `busy`: 0 (borrows often) to 1 (hardly ever).
    """

    number: Ints
    born: Days
    registered: Days
    is_resident: Flags
    is_group: Flags
    library: Ints
    was_registered: Flags
    is_registered: Flags
    busy: Floats

    def birthday(self, age: int) -> Days:
        """The day on which each reader reaches an age; 1 March for who was born on 29 February."""
        month = self.born.astype("datetime64[M]")
        day_of_month = self.born - month.astype("datetime64[D]")
        return np.asarray((month + 12 * age).astype("datetime64[D]") + day_of_month, dtype="datetime64[D]")


def make_persons(figures: Figures, year: Year, seeds: Path, scale: float) -> Persons:
    """Readers whose counts are the printed ones at scale 1.

    Raises:
        CatalogError: a figure is not printed.
    """
    rng = stream(figures.municipality.municipality_code, year.fiscal_year, "persons")
    now = _now(figures, year, seeds, scale, rng)
    staying, leaving = _before(figures, year, scale, now, rng)
    groups = _groups(figures, year, scale, rng)
    parts = [{**now, "was_registered": staying}, leaving, groups]
    merged = {key: np.concatenate([part[key] for part in parts]) for key in parts[1]}
    merged["registered"] = _registration_days(merged, year, rng)
    count = len(merged["library"])
    # Numbers tell nothing of age or library.
    number = rng.permutation(count) + 1
    return Persons(number=number, busy=rng.random(count), **merged)


def _now(
    figures: Figures, year: Year, seeds: Path, scale: float, rng: np.random.Generator
) -> dict[str, AnyArray]:
    bands = _bands(figures, seeds)
    libraries, born, residents = [], [], []
    for position, path in enumerate(figures.libraries.values()):
        ages = [
            _ages(low, high, scaled(figures.need(_TABLE, row, path), scale), rng) for row, low, high in bands
        ]
        of_library = rng.permutation(np.concatenate(ages))
        count = len(of_library)
        inside = min(scaled(figures.need(_TABLE, "内訳/市内", path), scale), count)
        if figures.need(_TABLE, "内訳/市外", path) == 0:
            inside = count
        libraries.append(np.full(count, position))
        born.append(_born(of_library, year.last, rng))
        residents.append(np.arange(count) < inside)
    count = sum(map(len, libraries))
    return {
        "library": np.concatenate(libraries),
        "born": np.concatenate(born),
        "is_resident": np.concatenate(residents),
        "is_group": np.zeros(count, dtype=np.bool_),
        "is_registered": np.ones(count, dtype=np.bool_),
    }


def _before(
    figures: Figures, year: Year, scale: float, now: dict[str, AnyArray], rng: np.random.Generator
) -> tuple[Flags, dict[str, AnyArray]]:
    """Who of today's readers was there a year ago, and who has left since."""
    day_before = year.first - 1
    is_born = now["born"] <= day_before
    was_child = is_born & (_age_on(now["born"], day_before) < _ADULT_AGE)
    wanted = [
        scaled(figures.need(_TABLE, "前年度登録者数", path, 1), scale) for path in figures.libraries.values()
    ]
    children = scaled(figures.need("t01_4_registered_persons", "全館", "児童", 1), scale)
    staying = np.zeros(len(is_born), dtype=np.bool_)
    for position, count in enumerate(wanted):
        there = np.flatnonzero((now["library"] == position) & is_born)
        staying[chosen(there, min(round(count * _STAYING), len(there)), rng)] = True
    # Children who stayed plus those who left are the children printed: who is too many did not stay.
    left = sum(wanted) - int(staying.sum())
    too_many = int((staying & was_child).sum()) - children
    if too_many > 0:
        staying[chosen(np.flatnonzero(staying & was_child), too_many, rng)] = False
    elif -too_many > left:
        staying[chosen(np.flatnonzero(staying & ~was_child), -too_many - left, rng)] = False
    leavers = np.array(wanted) - np.bincount(now["library"][staying], minlength=len(wanted))
    library = np.repeat(np.arange(len(wanted)), leavers)
    leaving_children = min(children - int((staying & was_child).sum()), len(library))
    is_child = np.zeros(len(library), dtype=np.bool_)
    is_child[chosen(np.arange(len(library)), leaving_children, rng)] = True
    ages = np.where(is_child, rng.integers(1, _ADULT_AGE, len(library)), _adult_ages(len(library), rng))
    count = len(library)
    return staying, {
        "library": library,
        "born": _born(ages, day_before, rng),
        "is_resident": rng.random(count) < 0.85,
        "is_group": np.zeros(count, dtype=np.bool_),
        "was_registered": np.ones(count, dtype=np.bool_),
        "is_registered": np.zeros(count, dtype=np.bool_),
    }


def _groups(figures: Figures, year: Year, scale: float, rng: np.random.Generator) -> dict[str, AnyArray]:
    now, before = (
        scaled(figures.need("t03_3_group_lending", "全館", "登録団体数", years), scale) for years in (0, 1)
    )
    both = min(now, before, max(round(before * 0.9), 1))
    count = now + before - both
    position = np.arange(count)
    return {
        "library": rng.integers(0, len(figures.libraries), count),
        "born": np.full(count, np.datetime64("NaT", "D")),
        "is_resident": np.ones(count, dtype=np.bool_),
        "is_group": np.ones(count, dtype=np.bool_),
        "was_registered": position < before,
        "is_registered": (position >= before) | (position < both),
    }


def _registration_days(persons: dict[str, AnyArray], year: Year, rng: np.random.Generator) -> Days:
    """Within the year for who is new, before it for the others, never before birth."""
    is_new = ~persons["was_registered"]
    last = np.where(is_new, year.last, year.first - 1)
    earliest = np.where(is_new, year.first, last - 365 * _YEARS_REGISTERED)
    born = np.where(np.isnat(persons["born"]), earliest, persons["born"])
    first = np.maximum(earliest, born)
    span = (last - first).astype(np.int64) + 1
    return np.asarray(first + (rng.random(len(span)) * span).astype(np.int64), dtype="datetime64[D]")


def _bands(figures: Figures, seeds: Path) -> list[tuple[str, int, int]]:
    """Row path of each printed age band with its ages, both inclusive."""
    rows = [
        path
        for path in dict.fromkeys(row for row, _ in figures.table(_TABLE))
        if path.startswith(("児童/", "成人/")) and not path.endswith("/計")
    ]
    with (seeds / "codes" / "age_bands.csv").open(encoding="utf-8", newline="") as handle:
        scheme = [row for row in csv.DictReader(handle) if row["scheme_id"] == "registered_persons"]
    named = {_plain(band["band_name_ja"]): band for band in scheme}
    return [
        (row, int(band["age_from"]), int(band["age_to"] or _OLDEST))
        for row in rows
        for band in [named[_plain(row.split("/")[1])]]
    ]


def _plain(name: str) -> str:
    return name.replace("～", "~")


def _ages(low: int, high: int, count: int, rng: np.random.Generator) -> Ints:
    """Ages of a band; infants hardly hold a card, and the very old are few."""
    ages = np.arange(low, high + 1)
    weights = np.interp(ages, [0, 5, 60, 75, _OLDEST], [0.1, 1.0, 1.0, 0.9, 0.05])
    return rng.choice(ages, count, p=weights / weights.sum())


def _adult_ages(count: int, rng: np.random.Generator) -> Ints:
    return _ages(_ADULT_AGE, _OLDEST, count, rng)


def _born(ages: Ints, on: np.datetime64, rng: np.random.Generator) -> Days:
    """Birthdays of people of these ages on 31 March; none on 1 April, whose birthdays two counts of age divide."""
    year = on.astype("datetime64[Y]") - ages - 1
    first = year.astype("datetime64[M]") + 3
    return np.asarray(first.astype("datetime64[D]") + rng.integers(1, 365, len(ages)), dtype="datetime64[D]")


def _age_on(born: Days, day: np.datetime64) -> Ints:
    """Completed years on 31 March for birthdays that `_born` makes."""
    months = (day.astype("datetime64[M]") - born.astype("datetime64[M]")).astype(np.int64)
    return np.asarray(months // 12, dtype=np.int64)
