"""A table that is made for the pack: its data for the template, and the texts that must be found in the PDF again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reports.verify import Passage

Kind = Literal["label", "figure", "prose"]


@dataclass(frozen=True)
class Column:
    """A column; `width_pt` None takes its share of the room that is left."""

    head: str
    kind: Kind
    width_pt: float | None = None


@dataclass(frozen=True)
class Grid:
    """A titled table of texts with a sentence above it and remarks below it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""
    notes: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """What the template sets."""
        return {
            "title": self.title,
            "lead": self.lead,
            "columns": [{"head": c.head, "kind": c.kind, "width": c.width_pt} for c in self.columns],
            "rows": [list(row) for row in self.rows],
            "notes": list(self.notes),
        }

    def passage(self) -> Passage:
        """Title, lead, every row whole, notes."""
        rows = (" ".join(row) for row in self.rows)
        return Passage(f"「{self.title}」", (self.title, self.lead, *rows, *self.notes))


def shortened(texts: Sequence[str], most: int, more_ja: str) -> tuple[str, ...]:
    """The first texts, and how many more there are in the words of `more_ja`, such as `ほか{}件`."""
    left = len(texts) - most
    return tuple(texts) if left <= 0 else (*texts[:most], more_ja.format(left))


def clipped(text: str, most: int) -> str:
    """A text that keeps to a length; what is cut is marked."""
    return text if len(text) <= most else text[: most - 1] + "…"
