"""A sheet of a delivered form: where its heads stand, and that nothing stands beside them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ingestion.errors import DeliveryError
from ingestion.forms.values import is_number, shown
from ingestion.readings import folded
from ingestion.workbook import filled_cells

_MOST_HEADS = 10


@dataclass(frozen=True)
class Page:
    """The cells of a sheet that hold something, by row and column; `where` names it for people."""

    where: str
    cells: dict[tuple[int, int], str]

    @classmethod
    def of(cls, sheet: Worksheet, shown_as: str) -> "Page":
        """The page of a sheet of the file `shown_as`."""
        return cls(f"{shown_as} シート「{sheet.title}」", filled_cells(sheet))

    def at(self, row: int, column: int) -> str:
        """A cell, for people."""
        return f"{self.where}の{_cell(row, column)}"

    def corner(self, head: str) -> tuple[int, int]:
        """The cell from which the heads run.

        Raises:
            DeliveryError: there is none, or more than one.
        """
        found = [place for place, written in self.cells.items() if written == head]
        if len(found) != 1:
            places = "、".join(_cell(*place) for place in found[:_MOST_HEADS])
            raise DeliveryError(
                f"{self.where}: 見出し「{head}」が{len(found)}か所にあります{f'({places})' if found else ''}。"
                "様式のとおり一か所にしてください。"
            )
        return found[0]

    def row_heads(self, corner: tuple[int, int], expected: list[str]) -> dict[str, int]:
        """Row by head, below the corner; every expected head once, and no other.

        Raises:
            DeliveryError: a head that is unknown or stands twice, with its cell, or one that is missing.
        """
        below = [place for place in self.cells if place[1] == corner[1] and place[0] > corner[0]]
        found = self._heads(below, expected, f"{get_column_letter(corner[1])}列")
        return {head: row for head, (row, _) in found.items()}

    def column_heads(self, row: int, left: int, expected: list[str]) -> dict[str, int]:
        """Column by head, in a row from the column `left` on; as `row_heads`."""
        right = [place for place in self.cells if place[0] == row and place[1] >= left]
        found = self._heads(right, expected, f"{row}行目")
        return {head: column for head, (_, column) in found.items()}

    def _heads(
        self, places: Iterable[tuple[int, int]], expected: list[str], line: str
    ) -> dict[str, tuple[int, int]]:
        known = {folded(head): head for head in expected}
        found: dict[str, tuple[int, int]] = {}
        unknown: list[tuple[int, int]] = []
        for place in places:
            head = known.get(folded(self.cells[place]))
            if head is None:
                unknown.append(place)
            elif head in found:
                raise DeliveryError(
                    f"{self.at(*place)}: 見出し「{head}」は{_cell(*found[head])}にもあります。一つにしてください。"
                )
            else:
                found[head] = place
        missing = [head for head in expected if head not in found]
        for place in unknown:
            usable = "、".join((missing or expected)[:_MOST_HEADS])
            raise DeliveryError(
                f"{self.at(*place)}: 見出し「{shown(self.cells[place])}」はこの様式にありません。使える見出し: {usable}。"
            )
        if missing:
            raise DeliveryError(
                f"{self.where}の{line}: 見出し「{'、'.join(missing[:_MOST_HEADS])}」がありません。様式の見出しに戻してください。"
            )
        return found

    def refuse_without_head(
        self, corner: tuple[int, int], columns: Collection[int], rows: Collection[int] | None = None
    ) -> None:
        """Refuse what would be left out: below the heads anything beside them, above them a number.

        Args:
            corner: where the heads run from.
            columns: those with a head, the corner's own included.
            rows: those with a head; None when rows have none.

        Raises:
            DeliveryError: with cell and value.
        """
        for (row, column), written in self.cells.items():
            is_above = row < corner[0] and is_number(written)
            is_beside = column not in columns or (rows is not None and row not in rows)
            if is_above or (row > corner[0] and is_beside):
                raise DeliveryError(
                    f"{self.at(row, column)}: 見出しのない欄に値「{shown(written)}」があります。"
                    "見出しのある欄に移すか、空欄にしてください。"
                )


def _cell(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
