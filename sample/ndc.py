"""Class marks of the Nippon Decimal Classification: plausible in spread, free in detail."""

import numpy as np
import polars as pl

from sample.counts import Ints

# What a public library holds much of: mark and weight, by class.
_COMMON: dict[int, list[tuple[str, float]]] = {
    0: [("007", 5), ("007.6", 8), ("010", 2), ("015", 2), ("019", 5), ("019.9", 6), ("049", 4), ("070", 2)],
    1: [
        ("140", 4),
        ("141.5", 3),
        ("146.8", 4),
        ("159", 12),
        ("159.4", 3),
        ("164", 1),
        ("180", 2),
        ("188", 3),
    ],
    2: [
        ("210", 4),
        ("210.4", 3),
        ("216.3", 3),
        ("280", 3),
        ("289.1", 8),
        ("291", 5),
        ("291.6", 8),
        ("293", 4),
    ],
    3: [
        ("302", 3),
        ("319", 2),
        ("336", 6),
        ("338", 5),
        ("361", 4),
        ("367.3", 4),
        ("369", 4),
        ("376", 4),
        ("383", 4),
    ],
    4: [
        ("401", 2),
        ("410", 3),
        ("460", 3),
        ("480", 5),
        ("488", 2),
        ("490", 5),
        ("493", 7),
        ("498", 9),
        ("498.5", 6),
    ],
    5: [
        ("519", 2),
        ("537", 2),
        ("547", 2),
        ("590", 5),
        ("593", 6),
        ("594", 8),
        ("596", 20),
        ("597", 5),
        ("599", 6),
    ],
    6: [("611", 2), ("620", 2), ("626.9", 3), ("627", 5), ("645", 4), ("673", 4), ("686", 3), ("689", 3)],
    7: [
        ("702", 3),
        ("720", 3),
        ("723", 4),
        ("726", 6),
        ("748", 4),
        ("754", 5),
        ("762", 3),
        ("778", 4),
        ("783", 5),
    ],
    8: [("801", 1), ("810", 4), ("814", 3), ("816", 4), ("830", 5), ("837", 4), ("837.8", 3), ("829", 2)],
    9: [
        ("910", 4),
        ("911", 4),
        ("913.6", 60),
        ("914.6", 16),
        ("916", 5),
        ("923", 2),
        ("929", 3),
        ("933", 12),
        ("953", 2),
    ],
}
# Children's books: picture books stand under 726.6, stories under 913.
_CHILDREN: list[tuple[str, float]] = [
    ("726.6", 42), ("913.6", 20), ("913", 6), ("933", 6), ("388", 3), ("289", 3), ("291", 2), ("210", 2), ("376", 2),
    ("400", 2), ("457", 2), ("480", 4), ("486", 3), ("519", 1), ("596", 2), ("686", 2), ("750", 2), ("780", 2), ("810", 3),
]  # fmt: skip
_COMMON_SHARE = 0.7

GENERAL_CLASSES = range(10)
CHILDREN = 10
MUSIC = 11
SPOKEN = 12
_SOUND: dict[int, list[tuple[str, float]]] = {
    MUSIC: [("762", 3), ("764", 4), ("764.7", 6), ("767", 4), ("768", 1)],
    SPOKEN: [("779", 3), ("913.6", 4), ("830", 2), ("778", 3)],
}


class Marks:
    """Draws class marks; what it draws are positions in `texts`."""

    def __init__(self) -> None:
        rare = [f"{mark:03}" for mark in range(1000)]
        common = [m for marks in [*_COMMON.values(), _CHILDREN, *_SOUND.values()] for m, _ in marks]
        self._place = {mark: i for i, mark in enumerate(dict.fromkeys([*rare, *common]))}
        self.texts = pl.Series(list(self._place))

    def draw(self, kind: int, count: int, rng: np.random.Generator) -> Ints:
        """Marks of a class (0 to 9) of books for adults, of children's books, of music or of spoken sound."""
        marks = _CHILDREN if kind == CHILDREN else _COMMON.get(kind) or _SOUND[kind]
        places = np.array([self._place[mark] for mark, _ in marks])
        weights = np.array([weight for _, weight in marks])
        drawn = rng.choice(places, count, p=weights / weights.sum())
        if kind in GENERAL_CLASSES:
            rare = rng.random(count) > _COMMON_SHARE
            drawn[rare] = kind * 100 + rng.integers(0, 100, int(rare.sum()))
        return drawn
