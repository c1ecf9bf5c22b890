"""What is judged by: `seeds/indicators.yaml`, each definition dated, with its authority and its parts."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.condition import Where
from catalog.errors import CatalogError

IndicatorPlace = Literal["all", "library", "class"]
# What stands for all libraries together: the parts of the whole; the sum of the libraries' rounded values; or the sums of
# the libraries' parts, of those that have every part.
Total = Literal["own", "sum_of_rounded", "ratio_of_sums"]


class IndicatorPart(ClosedModel):
    """A figure by measure and condition. `at: all` takes that of all libraries whatever place is asked for."""

    measure: str
    where: Where = ()
    at: Literal["all"] | None = None


class PrintedIndicator(ClosedModel):
    """Where a yearbook prints the indicator: the measure of the printed figure.

    `of` is the measure of its row where the column's own hides it, as a share of something is printed.
    """

    measure: str
    of: str | None = None
    where: Where = ()


class Indicator(ClosedModel):
    """One definition: sum of the numerator x factor x scale / sum of the denominator, half up to `decimals` places.

    Without a denominator it is the product alone. Rival definitions of the same thing share `rival_group`.
    """

    indicator_id: str
    valid_from: date
    valid_to: date | None = None
    group_ja: str
    name_ja: str
    rival_group: str | None = None
    unit_ja: str
    decimals: int = Field(ge=0, le=4)
    scale: Literal[1, 100] = 1
    numerator: tuple[IndicatorPart, ...] = Field(min_length=1, strict=False)
    factor: IndicatorPart | None = None
    denominator: tuple[IndicatorPart, ...] = Field(default=(), strict=False)
    places: tuple[IndicatorPlace, ...] = Field(default=("all",), min_length=1, strict=False)
    total: Total = "own"
    printed: PrintedIndicator | None = None
    definition_ja: str
    authority_ja: str

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError(
                "order", "valid_to が valid_from より前です({id})", {"id": self.indicator_id}
            )
        if self.total != "own" and (not self.denominator or "all" not in self.places):
            raise PydanticCustomError(
                "total",
                "館の値から全館の値を作るもの(total)には denominator と places の all が要ります({id})",
                {"id": self.indicator_id},
            )
        return self

    @property
    def parts(self) -> tuple[tuple[str, IndicatorPart], ...]:
        """All parts with their role."""
        return (
            *(("numerator", part) for part in self.numerator),
            *((("factor", self.factor),) if self.factor else ()),
            *(("denominator", part) for part in self.denominator),
        )


class Indicators(ClosedModel):
    """All definitions; those of one indicator follow one another without sharing a day."""

    indicators: tuple[Indicator, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _one_a_day(self) -> Self:
        for indicator_id in {i.indicator_id for i in self.indicators}:
            found = sorted(
                (i for i in self.indicators if i.indicator_id == indicator_id), key=lambda i: i.valid_from
            )
            for earlier, later in pairwise(found):
                if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                    raise PydanticCustomError(
                        "twice",
                        "{id} の定義が {day} に二つあります。前の定義の valid_to をその前日までにしてください",
                        {"id": indicator_id, "day": str(later.valid_from)},
                    )
        return self


def load_indicators(root: Path, measures: frozenset[str]) -> tuple[Indicator, ...]:
    """The definitions in printed order; without the file there are none.

    Raises:
        CatalogError: a file that cannot be used, or a measure that the seeds do not have.
    """
    path = root / "indicators.yaml"
    if not path.exists():
        return ()
    indicators = Indicators.read(path, root).indicators
    for indicator in indicators:
        used = [part.measure for _, part in indicator.parts]
        if indicator.printed:
            used += [indicator.printed.measure, indicator.printed.of or indicator.printed.measure]
        for measure in used:
            if measure not in measures:
                raise CatalogError(
                    f"seeds/indicators.yaml {indicator.indicator_id}: 測定項目「{measure}」は measures.yaml にありません。"
                    "measures.yaml の measure_id から選んでください。"
                )
    return indicators
