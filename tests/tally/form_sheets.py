"""Monthly forms as they lie in the workbooks: a figure a row, whatever the sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

COVER = "表紙"


@dataclass(frozen=True)
class Entry:
    """One filled cell of a form: sheet, month written 2024-06, its heads with `/`, and what stands there."""

    sheet: str
    month: str
    row: str
    column: str
    value: Decimal


@dataclass(frozen=True)
class Line:
    """One row of a list: sheet, month, and what stands under its headings; empty cells left out."""

    sheet: str
    month: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Forms:
    """All forms of a delivery, months in order."""

    entries: list[Entry]
    lines: list[Line]

    def of(self, sheet: str) -> list[Entry]:
        """The filled cells of one sheet over the months."""
        return [entry for entry in self.entries if entry.sheet == sheet]

    def lines_of(self, sheet: str) -> list[Line]:
        """The rows of one list over the months."""
        return [line for line in self.lines if line.sheet == sheet]


def read_forms(files: Iterable[Path]) -> Forms:
    """Every workbook among these paths."""
    entries: list[Entry] = []
    lines: list[Line] = []
    books = [load_workbook(path, read_only=True) for path in files if path.suffix == ".xlsx"]
    for month, book in sorted((str(dict(book[COVER].values)["年月"]), book) for book in books):
        for name in book.sheetnames:
            if name == COVER:
                continue
            _, (first, *columns), *rows = book[name].values
            heads = [path(head) for head in columns]
            for head, *values in rows:
                filled = {c: v for c, v in zip(heads, values, strict=False) if v is not None}
                if first == "掲載順":
                    number = {} if head is None else {"掲載順": str(head)}
                    lines.append(Line(name, month, number | {c: str(v) for c, v in filled.items()}))
                else:
                    entries += [
                        Entry(name, month, path(head), column, Decimal(str(value)))
                        for column, value in filled.items()
                    ]
    return Forms(entries, lines)


def path(head: object) -> str:
    """A head on paper writes full-width strokes between its levels."""
    return str(head).replace("／", "/")
