"""How a plan is graded: the grades that the city uses, and the dated formulas by which this product proposes one."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel
from catalog.plan_project import Figure


class PlanGrade(ClosedModel):
    """A grade as printed, and what it means in our own words."""

    grade: str
    meaning_ja: str


class Threshold(ClosedModel):
    """A grade, and the score from which it is given (1.0 is the target reached)."""

    grade: str
    at_least: Figure


class PlanFormula(ClosedModel):
    """A formula of this product's own, in force for fiscal years that end on or after `valid_from`.

    The score is made of actual by target of the `indicators`, one figure by `combine`; `of` says whose target: that of
    the year, or that of the last year of the plan. Either `thresholds` turn the score into a grade (highest first, then
    `otherwise`), or `rate_decimals` makes the score itself the proposal, in per cent cut off after so many decimals.
    Where a figure is missing the proposal is `no_value_grade`.
    """

    formula_id: str
    valid_from: date
    name_ja: str
    text_ja: str
    indicators: Literal["all", "activity", "outcome"]
    of: Literal["year", "last_year"]
    combine: Literal["mean", "lowest", "highest"]
    thresholds: tuple[Threshold, ...] = Field(default=(), strict=False)
    otherwise: str | None = None
    rate_decimals: int | None = Field(default=None, ge=0, le=4)
    no_value_grade: str | None = None

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades that it may propose."""
        given = (*(threshold.grade for threshold in self.thresholds), self.otherwise, self.no_value_grade)
        return tuple(grade for grade in given if grade is not None)

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        by_grades = bool(self.thresholds) and self.otherwise is not None
        if by_grades == (self.rate_decimals is not None) or bool(self.thresholds) != (
            self.otherwise is not None
        ):
            raise PydanticCustomError(
                "formula",
                "式 {formula} には thresholds と otherwise の両方か、rate_decimals のどちらかを書いてください",
                {"formula": self.formula_id},
            )
        marks = [threshold.at_least for threshold in self.thresholds]
        if marks != sorted(set(marks), reverse=True):
            raise PydanticCustomError(
                "order",
                "式 {formula} の thresholds は at_least の大きい順に一度ずつ並べてください",
                {"formula": self.formula_id},
            )
        return self


class PlanEvaluation(ClosedModel):
    """The grading of a plan; without formulas there is no proposal."""

    note_ja: str
    grades: tuple[PlanGrade, ...] = Field(default=(), strict=False)
    formulas: tuple[PlanFormula, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _known_grades_once(self) -> Self:
        grades = [grade.grade for grade in self.grades]
        for key, values in (
            ("grade", grades),
            ("formula_id", [formula.formula_id for formula in self.formulas]),
            ("valid_from", [str(formula.valid_from) for formula in self.formulas]),
        ):
            for value in values:
                if values.count(value) > 1:
                    raise PydanticCustomError(
                        "twice", "{key} {value} が二度あります", {"key": key, "value": value}
                    )
        for formula in self.formulas:
            for grade in formula.grades:
                if grade not in grades:
                    raise PydanticCustomError(
                        "grade",
                        "式 {formula} の区分「{grade}」は grades にありません。使える区分: {grades}",
                        {"formula": formula.formula_id, "grade": grade, "grades": "、".join(grades)},
                    )
        return self
