"""A plain table of texts, which page and paper set alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["label", "figure", "prose"]


@dataclass(frozen=True)
class TextTable:
    """A head row, then rows of text; `kinds` says what each column holds, the first is the head of its row."""

    title_ja: str
    heads: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[str, ...], ...]


def kinds(kind: Kind, columns: Sequence[str]) -> tuple[Kind, ...]:
    """Heads of rows, then columns of one kind."""
    return ("label", *([kind] * len(columns)))
