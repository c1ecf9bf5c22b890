"""Dated changes that a reader of a series must know of (`seeds/municipalities/<code>_<slug>/annotations.yaml`)."""

import datetime
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel

Precision = Literal["day", "month", "year"]
AnnotationKind = Literal[
    "opening",
    "closure",
    "move",
    "facility",
    "hours",
    "open_days",
    "loan_limit",
    "conditions",
    "service_start",
    "service_end",
    "system",
    "plan",
    "organisation",
    "counting_rule",
]


class Annotation(ClosedModel):
    """One change: what it was, where, from which day, and which series it explains.

    `date` is the first day. Of a month known without its day, and of a fiscal year known without its month, it is
    the 1st; `precision` says so, for `end_date` as well. Without `library_codes` it holds for all libraries, unless
    `place_ja` names a place that is none of them. `fiscal_year` is the first whose figures show the change, where
    that is not the year of the date. `undecided_ja` is what the source leaves open or contradicts.
    """

    annotation_id: str
    date: datetime.date
    end_date: datetime.date | None = None
    precision: Precision
    kind: AnnotationKind
    library_codes: tuple[str, ...] = Field(strict=False)
    place_ja: str | None = None
    measures: tuple[str, ...] = Field(default=(), strict=False)
    fiscal_year: int | None = None
    title_ja: str
    text_ja: str
    source_ja: str
    undecided_ja: str | None = None
    show_on_charts: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        days = [day for day in (self.date, self.end_date) if day is not None]
        if days != sorted(days):
            raise PydanticCustomError(
                "order", "end_date が date より前です({id})", {"id": self.annotation_id}
            )
        if any(not _stands_for(self.precision, day) for day in days):
            raise PydanticCustomError(
                "precision",
                "precision が month の日付は月の1日、year の日付は4月1日にしてください({id})",
                {"id": self.annotation_id},
            )
        if self.place_ja is not None and self.library_codes:
            raise PydanticCustomError(
                "place",
                "place_ja は図書館でない場所の名です。library_codes と一緒には書けません({id})",
                {"id": self.annotation_id},
            )
        if self.show_on_charts and not self.measures:
            raise PydanticCustomError(
                "measures",
                "図に示すもの(show_on_charts: true)には measures が要ります({id})",
                {"id": self.annotation_id},
            )
        return self


def _stands_for(precision: Precision, day: datetime.date) -> bool:
    if precision == "year":
        return (day.month, day.day) == (4, 1)
    return precision == "day" or day.day == 1


class Annotations(ClosedModel):
    """All changes of a municipality; an id stands once."""

    annotations: tuple[Annotation, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [annotation.annotation_id for annotation in self.annotations]
        for annotation_id in ids:
            if ids.count(annotation_id) > 1:
                raise PydanticCustomError("twice", "annotation_id {id} が二度あります", {"id": annotation_id})
        return self
