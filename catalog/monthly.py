"""What the monthly report tells: `seeds/monthly.yaml`."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.errors import CatalogError
from catalog.measure import Measure
from catalog.words import STOCKS

# A report of each library takes measures that say nothing of libraries, and classes are a table of their own.
NOT_TOLD_BY_MONTH = frozenset({"library", "ndc", "month"})


class MonthlyMeasure(ClosedModel):
    """A measure of the report; `per_open_day`: also divided by the days open."""

    measure: str
    per_open_day: bool = False


class MonthlyReport(ClosedModel):
    """The measures in the order of the report; each stands once."""

    measures: tuple[MonthlyMeasure, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [m.measure for m in self.measures]
        for measure in ids:
            if ids.count(measure) > 1:
                raise PydanticCustomError("twice", "measure {id} が二度あります", {"id": measure})
        return self


def load_monthly(root: Path, measures: tuple[Measure, ...]) -> tuple[MonthlyMeasure, ...]:
    """The measures of the report in its order; without the file there is no report.

    Raises:
        CatalogError: a file that cannot be used, a measure that the seeds do not have, or a stock for each day open.
    """
    path = root / "monthly.yaml"
    if not path.exists():
        return ()
    known = {m.measure_id: m for m in measures}
    asked = MonthlyReport.read(path, root).measures
    for each in asked:
        measure = known.get(each.measure)
        if measure is None:
            raise CatalogError(
                f"seeds/monthly.yaml: 測定項目「{each.measure}」は measures.yaml にありません。"
                "measures.yaml の measure_id から選んでください。"
            )
        if each.per_open_day and is_stock(measure):
            raise CatalogError(
                f"seeds/monthly.yaml: 「{each.measure}」は現在高なので、開館日1日あたりにできません。per_open_day を消してください。"
            )
        if measure.computed and NOT_TOLD_BY_MONTH & {dimension for dimension, _ in measure.computed.where}:
            raise CatalogError(
                f"seeds/monthly.yaml: 「{each.measure}」は館・分類・月で数えるものなので、月報に載せられません。行を消してください。"
            )
    return asked


def is_stock(measure: Measure) -> bool:
    """Whether it stands on a day instead of adding up over days."""
    return measure.as_of is not None or (measure.computed is not None and measure.computed.quantity in STOCKS)
