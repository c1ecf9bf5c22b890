"""Chance that adds up: seeded streams, and whole numbers split without losing one."""

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
AnyArray = NDArray[Any]


def stream(*names: object) -> np.random.Generator:
    """A generator that depends on these names alone, so that one file's chance never moves another's."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, dtype=np.uint32).tolist())


def scaled(count: int, scale: float) -> int:
    """A printed count times the scale; what was printed above nought stays above it."""
    return max(round(count * scale), 1) if count > 0 else 0


def spread(total: int, weights: AnyArray, rng: np.random.Generator) -> Ints:
    """Split a total over places in proportion to their weights, by chance; the parts add up to it."""
    share = np.asarray(weights, dtype=np.float64)
    return np.asarray(rng.multinomial(total, share / share.sum()), dtype=np.int64)


def sizes(total: int, parts: int, most: int, rng: np.random.Generator) -> NDArray[np.int8]:
    """Sizes of `parts` heaps of 1 to `most` things, skewed as loans are, that add up to `total`.

    Needs parts <= total <= parts * most.
    """
    heaps = np.ones(parts, dtype=np.int64)
    wish = rng.standard_gamma(1.1, parts)
    if parts:
        wish *= (total - parts) / wish.sum()
    heaps += np.minimum(wish.astype(np.int64), most - 1)
    left = total - int(heaps.sum())
    while left:
        open_heaps = np.flatnonzero(heaps < most)
        chosen = rng.choice(open_heaps, min(left, len(open_heaps)), replace=False, shuffle=False)
        heaps[chosen] += 1
        left -= len(chosen)
    return heaps.astype(np.int8)


def chosen(candidates: Ints, count: int, rng: np.random.Generator) -> Ints:
    """`count` of the candidates, each at most once."""
    return rng.choice(candidates, count, replace=False, shuffle=False)


def skewed(count: int, size: int, steepness: float, rng: np.random.Generator) -> Ints:
    """`size` numbers below `count`, the low ones more often: the first about `steepness` times the average."""
    place = -np.log1p(-rng.random(size) * -np.expm1(-steepness)) / steepness
    return np.asarray(np.minimum((count * place).astype(np.int64), count - 1), dtype=np.int64)
