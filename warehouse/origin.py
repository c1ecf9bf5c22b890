"""Where the figures of a table come from: printed by the city, or counted from deliveries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    def status(self) -> str:
        """How sure it is: `final`, `provisional`, …."""

    @property
    def is_computed(self) -> bool:
        """Whether it was counted from deliveries."""


@dataclass(frozen=True)
class Origin:
    """Figures that came about in one way; `value` is any one of them."""

    fiscal_year: int
    value: Decimal | None
    status: str
    source: str
    is_computed: bool


def sources(cells: Iterable[Stated], years: Sequence[int] | None = None) -> str:
    """The sources of cells of these years (none named: of all), each once, the printed ones first."""
    ordered = sorted(cells, key=lambda cell: cell.is_computed)
    return "、".join(
        dict.fromkeys(cell.source for cell in ordered if years is None or cell.fiscal_year in years)
    )


def computed_note(cells: Iterable[Stated], years: Sequence[int]) -> str | None:
    """Which of these years were counted from deliveries, whether those were a sample, and whether a closing made them final."""
    counted = [c for c in cells if c.is_computed and c.value is not None and c.fiscal_year in years]
    if not counted:
        return None
    shown = "・".join(str(year) for year in sorted({cell.fiscal_year for cell in counted}))
    sources_ja = "、".join(source for source, _ in Counter(cell.source for cell in counted).most_common())
    is_final = {cell.status == "final" for cell in counted}
    sure_ja = "数値（速報値を含む）" if len(is_final) == 2 else "確定値" if True in is_final else "速報値"
    return f"{shown}年度は{sources_ja}した{sure_ja}で、印刷された年報の数値ではありません。"
