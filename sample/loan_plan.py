"""How many checkouts and loans each library, age group and day has, adding up to the printed year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalog.errors import CatalogError
from sample.counts import Flags, Ints, chosen, scaled, sizes, spread, stream
from sample.figures import Figures
from sample.readers import ADULT, CHILD, GROUP, TEEN
from sample.shelves import AUDIOVISUAL, CHILDREN, GENERAL, MOST_AT_ONCE
from sample.year import Year

_LOANS, _SOUND, _GROUPS = "t04_1_individual_loans", "t04_2_cd_loans", "t03_3_group_lending"
_TEEN_SHARE = 0.06
_GROUP_SIZE = 13


@dataclass(frozen=True)
class Tally:
    """Checkouts and the loans in them, by kind (general books, children's books, sound)."""

    checkouts: int
    loans: tuple[int, int, int]

    @property
    def total(self) -> int:
        """All loans."""
        return sum(self.loans)

    @property
    def is_possible(self) -> bool:
        """Every checkout has a loan, and none too many."""
        return min(self.loans) >= 0 and self.checkouts <= self.total <= self.checkouts * MOST_AT_ONCE


@dataclass(frozen=True)
class Plan:
    """The checkouts of one library and group over the year, in the order of the days.

    `by_day`: checkouts by day; `sizes`: loans by checkout; `kinds`: kind by loan.
    """

    library: int
    group: int
    by_day: Ints
    sizes: NDArray[np.int8]
    kinds: NDArray[np.int8]


def make_plans(figures: Figures, year: Year, opened: dict[str, Flags], scale: float) -> list[Plan]:
    """One plan a library and group.

    Raises:
        CatalogError: a figure is missing, or the printed ones leave checkouts without loans.
    """
    plans = []
    paths = list(figures.libraries.items())
    tallies = [_library(figures, path, scale) for _, path in paths]
    weights = [sum(t.total for t in tally.values()) for tally in tallies]
    rng = stream(figures.municipality.municipality_code, year.fiscal_year, "groups")
    to_groups = [
        spread(scaled(figures.need(_GROUPS, "全館", f"貸出冊数/{audience}"), scale), np.array(weights), rng)
        for audience in ("一般図書", "児童図書")
    ]
    for library, (code, path) in enumerate(paths):
        general, children = (int(split[library]) for split in to_groups)
        visits = -(-(general + children) // _GROUP_SIZE)
        tally = {**tallies[library], GROUP: Tally(visits, (general, children, 0))}
        for group, counts in tally.items():
            if counts.total and code not in opened:
                raise CatalogError(
                    f"{year.fiscal_year}年度の見本は作れません。表4-(1)「{path}」に貸出がありますが、開館日数がありません。"
                    "数値を加えてください。"
                )
            if counts.total:
                rng = stream(figures.municipality.municipality_code, year.fiscal_year, "loans", code, group)
                plans.append(_plan(library, group, counts, year.busy * opened[code], rng))
    return plans


def _library(figures: Figures, path: str, scale: float) -> dict[int, Tally]:
    """The printed loans and checkouts of a library, given to children, teens and adults."""

    def count(column: str) -> int:
        return scaled(figures.printed(_LOANS, path, column) or 0, scale)

    general, children = count("貸出冊数/図書/一般"), count("貸出冊数/図書/児童")
    by_age = {
        group: scaled(figures.printed(_SOUND, row, path) or 0, scale)
        for group, row in ((CHILD, "12歳以下"), (TEEN, "13歳～18歳"), (ADULT, "19歳以上"))
    }
    grown_up, child = count("貸出人数/成人"), count("貸出人数/児童")
    teen = min(max(round(grown_up * _TEEN_SHARE), -(-by_age[TEEN] // 5)), grown_up)
    mean = (general + children + sum(by_age.values())) / max(grown_up + child, 1)
    of_child = _share(child, mean * 1.1, by_age[CHILD], children, 0.96)
    of_teen = _share(teen, mean * 0.8, by_age[TEEN], children - of_child.loans[CHILDREN], 0.2)
    rest = tuple(
        whole - a - b
        for whole, a, b in zip((general, children), of_child.loans[:2], of_teen.loans[:2], strict=True)
    )
    tallies = {
        CHILD: of_child,
        TEEN: of_teen,
        ADULT: Tally(grown_up - teen, (rest[0], rest[1], by_age[ADULT])),
    }
    if not all(tally.is_possible for tally in tallies.values()):
        raise CatalogError(
            f"{figures.fiscal_year}年度の見本は作れません。表4-(1)・4-(2)「{path}」の貸出冊数を貸出人数に分けられません。"
            "数値と --scale を確かめてください。"
        )
    return tallies


def _share(checkouts: int, mean: float, sound: int, children: int, children_share: float) -> Tally:
    total = min(max(round(checkouts * mean), checkouts, sound), checkouts * MOST_AT_ONCE)
    books = total - sound
    for_children = min(round(books * children_share), children)
    return Tally(checkouts, (books - for_children, for_children, sound))


def _plan(library: int, group: int, counts: Tally, busy: np.ndarray, rng: np.random.Generator) -> Plan:
    heaps = sizes(counts.total, counts.checkouts, MOST_AT_ONCE, rng)
    kinds = np.full(counts.total, GENERAL, dtype=np.int8)
    sound = chosen(np.arange(counts.total), counts.loans[AUDIOVISUAL], rng)
    # Who borrows for children borrows much for them: a leaning a checkout, and a little chance a loan.
    leaning = np.repeat(rng.random(counts.checkouts), heaps)
    leaning += rng.random(counts.total) * 0.5
    leaning[sound] = np.inf
    if counts.loans[CHILDREN]:
        kinds[np.argpartition(leaning, counts.loans[CHILDREN] - 1)[: counts.loans[CHILDREN]]] = CHILDREN
    kinds[sound] = AUDIOVISUAL
    return Plan(library, group, spread(counts.checkouts, busy, rng), heaps, kinds)
