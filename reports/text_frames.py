"""A table of texts as a frame: a column that holds nothing but figures becomes numbers again."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from warehouse.text_table import TextTable

# As pages and paper write figures: thousands separated or not, △ or a minus for what is below zero.
_FIGURE = re.compile(r"(△ ?|[-−])?(0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d*)(\.\d+)?")
_ABSENT = frozenset(("", "―", "－"))
_DIGITS = 38


def text_frame(table: TextTable) -> pl.DataFrame:
    """The table by its heads; heads that recur are numbered, a head without words is its place."""
    names = _names(table.heads)
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(names)
    return pl.DataFrame([_column(name, texts) for name, texts in zip(names, columns, strict=True)])


def _names(heads: Sequence[str]) -> list[str]:
    named = [head or f"列{place}" for place, head in enumerate(heads, 1)]
    seen: Counter[str] = Counter()
    names = []
    for name in named:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return names


def _column(name: str, texts: Sequence[str]) -> pl.Series:
    present = [text for text in texts if text not in _ABSENT]
    if not present or not all(map(_FIGURE.fullmatch, present)):
        return pl.Series(name, texts, dtype=pl.String)
    scale = max(len(text.partition(".")[2]) for text in present)
    numbers = [None if text in _ABSENT else _number(text) for text in texts]
    if scale:
        return pl.Series(name, numbers, dtype=pl.Decimal(_DIGITS, scale))
    return pl.Series(name, [None if n is None else int(n) for n in numbers], dtype=pl.Int64)


def _number(text: str) -> Decimal:
    plain = re.sub(r"[△−] ?", "-", text)
    return Decimal(plain.replace(",", ""))
