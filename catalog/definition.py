"""Where a municipality counts in a way of its own: `definitions.yaml`, each definition dated and with its authority."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel

# What can be defined, and the values it can take.
DEFINABLE: dict[str, tuple[str, ...]] = {
    # Whether prolonging a loan is a loan.
    "renewals_count_as_loans": ("true", "false"),
    # What one 貸出人数 is: all that was lent in one transaction, or to one person on one day in one library.
    "checkout_unit": ("transaction", "person_day"),
    # The day whose inhabitants a fiscal year is divided by: the 1 April that opens it, or the one that follows it.
    "population_day": ("first_day", "day_after"),
}


class Definition(ClosedModel):
    """One definition, in force from a day (no end: until the next of the same name)."""

    name: Literal["renewals_count_as_loans", "checkout_unit", "population_day"]
    value: str | bool
    valid_from: date
    authority_ja: str
    note_ja: str

    @model_validator(mode="after")
    def _known_value(self) -> Self:
        if self.word not in DEFINABLE[self.name]:
            raise PydanticCustomError(
                "value",
                "{name} に「{value}」は使えません。使える値: {allowed}",
                {"name": self.name, "value": self.word, "allowed": "、".join(DEFINABLE[self.name])},
            )
        return self

    @property
    def word(self) -> str:
        """The value as text."""
        return str(self.value).lower() if isinstance(self.value, bool) else self.value


class Definitions(ClosedModel):
    """`seeds/municipalities/<code>_<slug>/definitions.yaml`; before its first day a definition does not exist."""

    definitions: tuple[Definition, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _one_a_day(self) -> Self:
        keys = [(d.name, d.valid_from) for d in self.definitions]
        for name, day in keys:
            if keys.count((name, day)) > 1:
                raise PydanticCustomError(
                    "twice", "{name} が {day} から二度定められています", {"name": name, "day": str(day)}
                )
        return self
