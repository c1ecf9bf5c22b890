"""A yearly form: which items an outside survey asks, dated, and where each answer comes from (`seeds/surveys/*.yaml`).

The numbering is our own: no official layout is among the sources.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel

ItemKind = Literal["calculated", "entered", "carried_over"]


class SurveyCell(ClosedModel):
    """A cell of a printed table. `year_offset`: years from the form's fiscal year to that of the datum."""

    table_no: str
    row_path: str
    column_path: str
    year_offset: int = 0


class SurveyItem(ClosedModel):
    """One question.

    `kind`: calculated is the sum of `cells`; entered is asked anew each year; carried_over stays until somebody answers
    it anew. `check_ja` is what nobody could check without the official guide. The item is asked of every fiscal year
    whose last day its dates contain.
    """

    item_no: str = Field(pattern=r"^\d{1,2}-\d{2}$")
    group_ja: str
    name_ja: str
    unit_ja: str
    decimals: int = 0
    answer: Literal["number", "text"] = "number"
    kind: ItemKind
    required: bool
    definition_ja: str
    check_ja: str | None = None
    valid_from: date
    valid_to: date | None = None
    cells: tuple[SurveyCell, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        say = {"no": self.item_no}
        if (self.kind == "calculated") != bool(self.cells):
            raise PydanticCustomError(
                "cells", "項目 {no}: kind が calculated のときだけ cells を書いてください", say
            )
        if self.kind == "calculated" and self.answer == "text":
            raise PydanticCustomError(
                "answer", "項目 {no}: 計算する項目の answer は number にしてください", say
            )
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError("dates", "項目 {no}: valid_to が valid_from より前です", say)
        return self

    def is_asked(self, fiscal_year: int) -> bool:
        """Whether the item is asked of a fiscal year."""
        last_day = date(fiscal_year + 1, 3, 31)
        return self.valid_from <= last_day <= (self.valid_to or date.max)


class Survey(ClosedModel):
    """A form. Its fiscal year is the one whose yearly figures are asked, told in `period_ja`.

    `verified_ja` and `unverified_ja` say what was held against what.
    """

    form_id: str
    name_ja: str
    body_ja: str
    period_ja: str
    first_fiscal_year: int
    every_years: int
    verified_ja: tuple[str, ...] = Field(strict=False, min_length=1)
    unverified_ja: tuple[str, ...] = Field(strict=False, min_length=1)
    source_ja: str
    items: tuple[SurveyItem, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _one_item_at_a_time(self) -> Self:
        if self.every_years < 1:
            raise PydanticCustomError("every", "every_years は1以上にしてください")
        for position, item in enumerate(self.items):
            for other in self.items[:position]:
                starts_before_end = item.valid_from <= (other.valid_to or date.max)
                if (
                    item.item_no == other.item_no
                    and starts_before_end
                    and other.valid_from <= (item.valid_to or date.max)
                ):
                    raise PydanticCustomError(
                        "twice", "項目 {no} が同じ時期に二度あります", {"no": item.item_no}
                    )
        return self

    def is_asked(self, fiscal_year: int) -> bool:
        """Whether the form asks of a fiscal year."""
        since = fiscal_year - self.first_fiscal_year
        return since >= 0 and since % self.every_years == 0

    def items_of(self, fiscal_year: int) -> dict[str, SurveyItem]:
        """The items asked of a fiscal year, by number, in order."""
        if not self.is_asked(fiscal_year):
            return {}
        return {item.item_no: item for item in self.items if item.is_asked(fiscal_year)}
