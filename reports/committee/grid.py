"""A table that is made for the pack: its data for the template, and the texts that must be found in the PDF again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from reports.typesetting import PORTRAIT_PT, em_width

# A text that must be found in the PDF, with the name of its place for people.
Piece = tuple[str, str]
Kind = Literal["label", "figure", "prose"]
LABEL_WIDEST_EM, FIGURE_NARROWEST_EM, PROSE_NARROWEST_EM = 7.0, 3.0, 9.0
LARGEST_PT, SMALLEST_PT = 8.5, 5.0
COLUMN_INSETS_PT = 7.0


@dataclass(frozen=True)
class Column:
    """A column; labels and figures take what they need, prose its share of the room that is left."""

    head: str
    kind: Kind
    share: float = 1.0


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
            "columns": [
                {"head": c.head, "kind": c.kind, "share": c.share, "em": self._need(index)}
                for index, c in enumerate(self.columns)
            ],
            "rows": [list(row) for row in self.rows],
            "size": self._size_pt(),
            "notes": list(self.notes),
        }

    def _size_pt(self) -> float:
        """The largest type in which the columns fit the page and prose keeps a readable width."""
        needs = sum(
            PROSE_NARROWEST_EM if column.kind == "prose" else self._need(index)
            for index, column in enumerate(self.columns)
        )
        room = PORTRAIT_PT - COLUMN_INSETS_PT * len(self.columns)
        return max(SMALLEST_PT, min(LARGEST_PT, room / needs)) if needs else LARGEST_PT

    def _need(self, index: int) -> float:
        """Width in em that the column needs on one line; a label may take several."""
        column = self.columns[index]
        widest = max(em_width(text) for text in (column.head, *(row[index] for row in self.rows)))
        return min(widest, LABEL_WIDEST_EM) if column.kind == "label" else max(widest, FIGURE_NARROWEST_EM)

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
