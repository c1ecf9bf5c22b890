"""A plain table of texts as the data that the Typst template sets: type size, column widths, sides."""

from typing import Any

from reports.typesetting import LANDSCAPE_PT, PORTRAIT_PT, em_width, label_need
from warehouse.text_table import TextTable

INSET_PT = 3.0
HEAD_LINES = 3
# A year with its era stands on one line; prose is not set a character a line.
FIGURE_EM, PROSE_EM = 5.0, 5.0
# Largest type first; a table is turned only when it would have to be set smaller than the last of the upright ones.
TRIALS = (
    (8.0, False),
    (7.5, False),
    (7.0, False),
    (8.0, True),
    (7.0, True),
    (6.5, True),
    (6.0, True),
    (5.5, True),
)


def words_sheet(table: TextTable, size: float, *, landscape: bool) -> dict[str, Any]:
    """The table in a type size."""
    return {
        "size": size,
        "widths": _widths(table, size, LANDSCAPE_PT if landscape else PORTRAIT_PT),
        "sides": ["right" if kind == "figure" else "left" for kind in table.kinds],
        "heads": list(table.heads),
        "rows": [list(row) for row in table.rows],
    }


def fitted_sheet(table: TextTable) -> tuple[dict[str, Any], bool]:
    """The table in the largest type in which its columns find room, and whether the page is turned for it.

    What finds room in none is set in the smallest, its labels broken into lines.
    """
    for size, landscape in TRIALS:
        sheet = words_sheet(table, size, landscape=landscape)
        if sum(sheet["widths"]) <= (LANDSCAPE_PT if landscape else PORTRAIT_PT) + 0.01:
            return sheet, landscape
    first, *others = table.kinds
    broken = TextTable(
        table.title_ja,
        table.heads,
        (first, *("prose" if kind == "label" else kind for kind in others)),
        table.rows,
    )
    sheet = words_sheet(broken, size, landscape=True)
    narrower = min(1.0, LANDSCAPE_PT / sum(sheet["widths"]))
    return sheet | {"widths": [width * narrower for width in sheet["widths"]]}, True


def _widths(table: TextTable, size: float, measure: float) -> list[float]:
    """Labels and figures get what they need; prose shares the rest by how much it has to say."""
    needs, shares = [], []
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.heads)
    for kind, head, cells in zip(table.kinds, table.heads, columns, strict=True):
        written = [em_width(cell) for cell in cells]
        least = {"label": 0.0, "figure": FIGURE_EM, "prose": PROSE_EM}[kind]
        fixed = [] if kind == "prose" else written
        needs.append(max(label_need(head, HEAD_LINES), least, *fixed) * size + 2 * INSET_PT)
        shares.append(sum(written) ** 0.5 if kind == "prose" else 0.0)
    rest = max(measure - sum(needs), 0.0)
    total = sum(shares)
    return [
        need + (rest * share / total if total else 0.0) for need, share in zip(needs, shares, strict=True)
    ]
