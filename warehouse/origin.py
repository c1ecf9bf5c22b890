"""Where the figures of a table come from: printed by the city, or counted from deliveries."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol


class Stated(Protocol):
    """As much of a cell as its origin needs."""

    @property
    def fiscal_year(self) -> int:
        """Calendar year of 1 April."""

    @property
    def value(self) -> Decimal | None:
        """The figure, if there is one."""

    @property
    def source(self) -> str:
        """Document and place, or the deliveries."""

    @property
    def is_computed(self) -> bool:
        """Whether it was counted from deliveries."""


def sources(cells: Iterable[Stated], years: Sequence[int] | None = None) -> str:
    """The sources of cells of these years (none named: of all), each once, the printed ones first."""
    ordered = sorted(cells, key=lambda cell: cell.is_computed)
    return "、".join(
        dict.fromkeys(cell.source for cell in ordered if years is None or cell.fiscal_year in years)
    )


def computed_note(cells: Iterable[Stated], years: Sequence[int]) -> str | None:
    """Which of these years were counted from deliveries, and whether those were a sample."""
    found: dict[int, str] = {}
    for cell in cells:
        if cell.is_computed and cell.value is not None and cell.fiscal_year in years:
            found.setdefault(cell.fiscal_year, cell.source)
    if not found:
        return None
    shown = "・".join(str(year) for year in sorted(found))
    return f"{shown}年度は{'、'.join(dict.fromkeys(found.values()))}した数値で、印刷された年報の数値ではありません。"
