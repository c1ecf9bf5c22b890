"""What a plan sets out to do: measures below a goal, their projects, the indicators of a project."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.closed_model import ClosedModel

# YAML reads 69.1 as a float; the text of it is the figure that was written. Keys of YAML are text.
Figure = Annotated[Decimal, BeforeValidator(lambda v: Decimal(str(v)) if isinstance(v, (int, float)) else v)]
FiscalYear = Annotated[
    int, BeforeValidator(lambda v: int(v) if isinstance(v, str) and v.isascii() and v.isdigit() else v)
]
IndicatorKind = Literal["activity", "outcome"]


class ActualFrom(ClosedModel):
    """The cell of the yearbook from which an indicator takes its actual figure."""

    table_no: str
    row_path: str
    column_path: str


class PlanIndicator(ClosedModel):
    """An indicator as printed; targets by fiscal year in its unit.

    `activity` says how much is done, `outcome` what comes of it. With `actual_from` the actual figure is taken from the
    yearbook and never recorded by hand.
    """

    indicator_id: str
    kind: IndicatorKind
    label_ja: str
    name_ja: str
    unit_ja: str
    decimals: int = Field(default=0, ge=0, le=4)
    targets: dict[FiscalYear, Figure]
    actual_from: ActualFrom | None = None


class OtherName(ClosedModel):
    """Another name under which a source prints the project, and where."""

    name_ja: str
    where_ja: str


class PlanProject(ClosedModel):
    """A project; its number and name are printed, `planned_ja` what is planned (an entry each) in our own words."""

    project_no: str
    name_ja: str
    other_names: tuple[OtherName, ...] = Field(default=(), strict=False)
    page: int | None = None
    is_priority: bool = False
    is_new: bool = False
    division_ja: str | None = None
    sheet_ja: str | None = None
    planned_ja: tuple[str, ...] = Field(strict=False, min_length=1)
    indicators: tuple[PlanIndicator, ...] = Field(default=(), strict=False)


class PlanMeasure(ClosedModel):
    """A measure below a goal, with its projects in printed order."""

    measure_no: str
    name_ja: str
    projects: tuple[PlanProject, ...] = Field(strict=False, min_length=1)


class PlanPhase(ClosedModel):
    """A part of the period of a plan (fiscal years, both inclusive)."""

    name_ja: str
    start_fiscal_year: int
    end_fiscal_year: int

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end_fiscal_year < self.start_fiscal_year:
            raise PydanticCustomError(
                "order",
                "end_fiscal_year が start_fiscal_year より前です({name})",
                {"name": self.name_ja},
            )
        return self
