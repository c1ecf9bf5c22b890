"""What is counted: `seeds/yearbook/measures.yaml`."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.condition import Where
from catalog.words import QUANTITIES, STOCKS_OF_LAST_DAY

Quantity = Literal[QUANTITIES]  # type: ignore[valid-type]
# Of the fiscal year.
StandingDay = Literal["first_day", "last_day"]


class Computed(ClosedModel):
    """How a measure is counted from deliveries: a quantity of the cube under conditions.

    `per_library`: it has no value for all libraries together (such as days open).
    """

    quantity: Quantity
    where: Where = ()
    per_library: bool = False


class Measure(ClosedModel):
    """One meaning of a figure: unit, decimals as printed, definition and who defined it.

    Without `computed` it is reported by staff or follows from other figures. `as_of`: it is a stock, counted on this day
    of the fiscal year; a stock of the register says so by its quantity.
    """

    measure_id: str
    name_ja: str
    unit_ja: str
    decimals: int
    definition_ja: str
    authority: str
    as_of: StandingDay | None = None
    computed: Computed | None = None

    @property
    def stands_on(self) -> StandingDay | None:
        """The day of the fiscal year on which it is counted; None where it is of the whole year."""
        if self.computed and self.computed.quantity in STOCKS_OF_LAST_DAY:
            return "last_day"
        return self.as_of


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
