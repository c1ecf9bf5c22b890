"""What a year's report says of a plan (`seeds/plans/<code>/<plan_id>/<fiscal_year>.yaml`): next year is a new file."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.plan_project import Figure, FiscalYear


class RecordedGrade(ClosedModel):
    """The grade that the city gave, and its reason in our own words."""

    project_no: str
    grade: str
    reason_ja: str


class PlanEntry(ClosedModel):
    """A line of the sheet: what was done by fiscal year, and the year's remarks, in our own words.

    `entry_no` counts the entries of `planned_ja` from 1. A cell that is printed empty is left out; a printed dash stays.
    """

    project_no: str
    entry_no: int = 1
    done: dict[FiscalYear, str] = Field(default_factory=dict)
    deviation_ja: str | None = None
    evaluation_ja: str | None = None
    next_ja: str | None = None


class StatementTerm(ClosedModel):
    """A figure that a statement speaks of: a printed number with its name, or an indicator's figure of a year."""

    number: Figure | None = None
    label_ja: str | None = None
    indicator_id: str | None = None
    part: Literal["target", "actual"] = "actual"
    fiscal_year: int | None = None
    minus: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        of_number = self.number is not None and self.label_ja is not None
        of_indicator = self.indicator_id is not None and self.fiscal_year is not None
        if of_number == of_indicator:
            raise PydanticCustomError(
                "term", "number と label_ja、または indicator_id と fiscal_year を書いてください"
            )
        return self


class PlanStatement(ClosedModel):
    """A figure that is stated in words, and what it can be checked against.

    Computed are `value` (the sum of left), `difference` (left less right) or `ratio` (left by right); `compare` says how
    the stated figure is meant. `precision` is the unit to which an approximate figure is rounded; without it only the
    very figure holds. `missing_ja` names what is not printed: such a statement cannot be checked. `note_ja` says what the
    arithmetic leaves open, and who decides it.
    """

    statement_id: str
    project_no: str
    text_ja: str
    stated: Figure | None
    unit_ja: str
    measure: Literal["value", "difference", "ratio"] = "value"
    compare: Literal["equals", "at_least", "more_than"] = "equals"
    precision: Figure | None = Field(default=None, gt=0)
    left: tuple[StatementTerm, ...] = Field(default=(), strict=False)
    right: tuple[StatementTerm, ...] = Field(default=(), strict=False)
    missing_ja: str | None = None
    note_ja: str | None = None

    @model_validator(mode="after")
    def _checkable_or_not(self) -> Self:
        complete = bool(self.left) and bool(self.right) == (self.measure != "value")
        if self.missing_ja is None and not (complete and self.stated is not None):
            raise PydanticCustomError(
                "statement",
                "確かめられる記述には stated と left(と差・比なら right)を、確かめられない記述には missing_ja を"
                "書いてください({statement})",
                {"statement": self.statement_id},
            )
        return self


class PrintedCount(ClosedModel):
    """A printed number of projects, and which projects it counts. `printed: null` is a cell printed empty."""

    identity_id: str
    text_ja: str
    printed: int | None
    goal_no: str | None = None
    measure_no: str | None = None
    sheet_ja: str | None = None
    is_priority: bool | None = None
    is_new: bool | None = None
    has_indicators: bool | None = None
    is_graded: bool | None = None
    grade: str | None = None


class PlanRecord(ClosedModel):
    """The report of a fiscal year. A figure or a text of one year stands in one file only, whichever printed it."""

    fiscal_year: int
    source_ja: str
    undecided_ja: str | None = None
    actuals: dict[str, dict[FiscalYear, Figure]] = Field(default_factory=dict)
    grades: tuple[RecordedGrade, ...] = Field(default=(), strict=False)
    entries: tuple[PlanEntry, ...] = Field(default=(), strict=False)
    statements: tuple[PlanStatement, ...] = Field(default=(), strict=False)
    counts: tuple[PrintedCount, ...] = Field(default=(), strict=False)
