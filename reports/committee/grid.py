"""A table that is made for the pack: its data for the template, and the texts that must be found in the PDF again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

# A text that must be found in the PDF, with the name of its place for people.
Piece = tuple[str, str]
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

    @property
    def figures(self) -> int:
        """How many cells hold a figure."""
        columns = [i for i, column in enumerate(self.columns) if column.kind == "figure"]
        return sum(row[i] not in ("", "－") for row in self.rows for i in columns)

    def pieces(self) -> Iterator[Piece]:
        """Title, lead, every row whole, notes."""
        rows = (" ".join(row) for row in self.rows)
        yield from ((f"「{self.title}」", text) for text in (self.title, self.lead, *rows, *self.notes))


def clipped(text: str, most: int) -> str:
    """A text that keeps to a length; what is cut is marked."""
    return text if len(text) <= most else text[: most - 1] + "…"
