"""What is counted: `seeds/yearbook/measures.yaml`."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel


class Measure(ClosedModel):
    """One meaning of a figure: unit, decimals as printed, definition and who defined it."""

    measure_id: str
    name_ja: str
    unit_ja: str
    decimals: int
    definition_ja: str
    authority: str


class Measures(ClosedModel):
    """All measures; an id stands once."""

    measures: tuple[Measure, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [m.measure_id for m in self.measures]
        for measure_id in ids:
            if ids.count(measure_id) > 1:
                raise PydanticCustomError("twice", "measure_id {id} が二度あります", {"id": measure_id})
        return self
