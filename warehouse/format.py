"""Figures and years as the yearbook prints them."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from warehouse.open import Published

if TYPE_CHECKING:
    from warehouse.table_parts import CellData, TableParts

# What a reader is told of a figure that is not final.
STATUS_JA = {
    "provisional": "速報値",
    "estimate": "推計値",
    "approximate": "概数",
    "closed": "休館・閉室中",
    "not_collected": "統計なし",
    "suppressed": "秘匿",
}
_PLACEHOLDER = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def number(value: Decimal, decimals: int) -> str:
    """Thousands separated, minus as △: `△ 7,440`."""
    text = f"{abs(value):,.{decimals}f}"
    return f"△ {text}" if value < 0 else text


def marked(value: Decimal, decimals: int, status: str) -> str:
    """The number, marked where it is not final: `1,234（速報値）`."""
    mark = STATUS_JA.get(status)
    return number(value, decimals) + (f"（{mark}）" if mark else "")


def figure(cell: "CellData", decimals: dict[str, int]) -> str:
    """A cell as printed: its own text where it has one, otherwise the number with the decimals of its measure."""
    if cell.value_text is not None or cell.value is None:
        return cell.value_text or ""
    return number(cell.value, decimals[cell.measure]) + ("%" if cell.unit == "%" else "")


def fill_note(text: str, parts: "TableParts", table_year: int) -> str:
    """Put the figures of note cells where a note names them as `{row_path|column_path}`."""

    def value(match: re.Match[str]) -> str:
        place = f"{match[1]}|{match[2]}"
        cell = parts.cells.get((match[1], match[2], table_year + parts.note_offsets.get(place, 0)))
        return figure(cell, parts.decimals) if cell else "…"

    return _PLACEHOLDER.sub(value, text)


def fiscal_year_names(published: Published) -> dict[int, str]:
    """Short era names by fiscal year: 2024 is R6."""
    return dict(published.rows("select fiscal_year, short_ja from dim_fiscal_year"))


def year_label(fiscal_year: int, names: dict[int, str]) -> str:
    """R6; the western year where the calendar ends."""
    return names.get(fiscal_year, str(fiscal_year))
