"""Where a municipality counts in a way of its own: `definitions.yaml`, each definition dated and with its authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.measure import Quantity


@dataclass(frozen=True)
class Definable:
    """Something that cities count differently: its name, the quantity whose figures depend on it, its values."""

    name_ja: str
    quantity: Quantity
    values_ja: Mapping[str, str]


DEFINABLE: dict[str, Definable] = {
    # Whether prolonging a loan is a loan.
    "renewals_count_as_loans": Definable(
        "貸出の延長の数え方", "loans", {"true": "延長を貸出に数える", "false": "延長を貸出に数えない"}
    ),
    # What one 貸出人数 is: all that was lent in one transaction, or to one person on one day in one library.
    "checkout_unit": Definable(
        "貸出人数の数え方",
        "checkouts",
        {"transaction": "一度の貸出手続きを1人と数える", "person_day": "一人の一日一館を1人と数える"},
    ),
    # The day whose inhabitants a fiscal year is divided by: the 1 April that opens it, or the one that follows it.
    "population_day": Definable(
        "人口の基準日",
        "population",
        {"first_day": "年度の初日の人口", "day_after": "年度が終わった直後の4月1日の人口"},
    ),
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
        allowed = DEFINABLE[self.name].values_ja
        if self.word not in allowed:
            raise PydanticCustomError(
                "value",
                "{name} に「{value}」は使えません。使える値: {allowed}",
                {"name": self.name, "value": self.word, "allowed": "、".join(allowed)},
            )
        return self

    @property
    def word(self) -> str:
        """The value as text."""
        return str(self.value).lower() if isinstance(self.value, bool) else self.value


class UnitPrice(ClosedModel):
    """What one loan is taken to be worth, in yen, from a day (until the next): an estimate that only the city can make."""

    measure: Literal["loan_unit_price_yen"]
    yen: int = Field(gt=0)
    valid_from: date
    authority_ja: str


class Definitions(ClosedModel):
    """`seeds/municipalities/<code>_<slug>/definitions.yaml`; before its first day a definition does not exist."""

    definitions: tuple[Definition, ...] = Field(default=(), strict=False)
    unit_prices: tuple[UnitPrice, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _one_a_day(self) -> Self:
        keys = [(str(d.name), d.valid_from) for d in self.definitions]
        keys += [(p.measure, p.valid_from) for p in self.unit_prices]
        for name, day in keys:
            if keys.count((name, day)) > 1:
                raise PydanticCustomError(
                    "twice", "{name} が {day} から二度定められています", {"name": name, "day": str(day)}
                )
        return self
