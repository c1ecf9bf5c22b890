"""How the library is organised, by period (`seeds/municipalities/<code>_<slug>/organisation.yaml`)."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.annotation import Precision
from catalog.closed_model import ClosedModel


class OrganisationEntry(ClosedModel):
    """A section of the city hall, a post, or something that the source does not decide.

    Without `library_codes` it concerns all libraries. `belongs_to_ja` is the department of a section, or who holds
    a post; empty where no source says it.
    """

    entry_id: str
    kind: Literal["section", "post", "undecided"]
    name_ja: str
    belongs_to_ja: str | None
    valid_from: date
    valid_to: date | None
    precision: Precision
    library_codes: tuple[str, ...] = Field(strict=False)
    text_ja: str
    source_ja: str

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError(
                "order", "valid_to が valid_from より前です({id})", {"id": self.entry_id}
            )
        return self


class Organisation(ClosedModel):
    """The organisation as the source prints it on a day. Numbers of staff stand in the printed table named."""

    as_of_date: date
    staff_table_no: str
    entries: tuple[OrganisationEntry, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [entry.entry_id for entry in self.entries]
        for entry_id in ids:
            if ids.count(entry_id) > 1:
                raise PydanticCustomError("twice", "entry_id {id} が二度あります", {"id": entry_id})
        return self
