"""Where the cells of a table stand once their spans are laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from warehouse.printed_table import HeaderCell, PrintedCell

Cell = TypeVar("Cell", bound=HeaderCell | PrintedCell)


@dataclass(frozen=True)
class Placed(Generic[Cell]):
    """A cell and the place of its upper left corner, counted from 0."""

    row: int
    column: int
    cell: Cell

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.cell.colspan)

    @property
    def is_figure(self) -> bool:
        """Whether it is no head of a row or column."""
        return isinstance(self.cell, PrintedCell) and not self.cell.is_stub


def placed(rows: Sequence[Sequence[Cell]]) -> Iterator[Placed[Cell]]:
    """Put cells into columns; a place that a cell above reaches down to is not given again."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield Placed(row, column, cell)
            taken |= {(row + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
