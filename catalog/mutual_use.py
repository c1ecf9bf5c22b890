"""Municipalities whose residents share libraries (`seeds/municipalities/<code>_<slug>/mutual_use.yaml`)."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel


class Partner(ClosedModel):
    """One partner. Months are written as their first day.

    `home_started_month` is the month from which residents of the municipality itself use the partner's libraries,
    where that is not the month of the start. `direction_ja`: which way the use goes, where the source says so.
    """

    partner_ja: str
    agreement_ja: str | None
    status: Literal["started", "under_discussion"]
    started_month: date | None
    home_started_month: date | None = None
    direction_ja: str | None = None
    note_ja: str | None = None

    @model_validator(mode="after")
    def _months(self) -> Self:
        if (self.status == "started") != (self.started_month is not None):
            raise PydanticCustomError(
                "started",
                "started_month は status が started の相手に必ず書き、ほかには書けません({name})",
                {"name": self.partner_ja},
            )
        for month in (self.started_month, self.home_started_month):
            if month is not None and month.day != 1:
                raise PydanticCustomError(
                    "month", "月は 2016-08-01 のように1日で書いてください({name})", {"name": self.partner_ja}
                )
        if self.home_started_month is not None and (
            self.started_month is None or self.home_started_month <= self.started_month
        ):
            raise PydanticCustomError(
                "home",
                "home_started_month は started_month より後の月だけに書けます({name})",
                {"name": self.partner_ja},
            )
        return self


class MutualUse(ClosedModel):
    """All partners in printed order, those under discussion last; a name stands once."""

    source_ja: str
    partners: tuple[Partner, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [partner.partner_ja for partner in self.partners]
        for name in names:
            if names.count(name) > 1:
                raise PydanticCustomError("twice", "partner_ja {name} が二度あります", {"name": name})
        return self
