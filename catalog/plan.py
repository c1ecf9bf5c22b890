"""A plan of a library: its goals, what is to be done for each, how it is graded (`seeds/plans/<code>/<plan_id>.yaml`)."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.annotation import Precision
from catalog.closed_model import ClosedModel
from catalog.plan_evaluation import PlanEvaluation
from catalog.plan_project import PlanIndicator, PlanMeasure, PlanPhase, PlanProject


class PlanAction(ClosedModel):
    """What is to be done for a goal, in our own words."""

    action_no: str
    title_ja: str
    text_ja: str


class PlanGoal(ClosedModel):
    """A goal; its name is the printed one, its aim in our own words. Below it stand actions, or measures with projects.

    `indicators` are those that the city prints for the goal. Where it prints none yet they are to be reported, never
    thought up; `by_project` says that they stand at the projects.
    """

    goal_no: str
    name_ja: str
    aim_ja: str | None = None
    actions: tuple[PlanAction, ...] = Field(default=(), strict=False)
    measures: tuple[PlanMeasure, ...] = Field(default=(), strict=False)
    indicator_status: Literal["to_be_reported", "printed", "by_project"]
    indicators: tuple[str, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _something_to_do(self) -> Self:
        if not (self.actions or self.measures):
            raise PydanticCustomError(
                "nothing",
                "目標 {no} には actions か measures を一つ以上書いてください",
                {"no": self.goal_no},
            )
        return self

    @model_validator(mode="after")
    def _indicators_as_printed(self) -> Self:
        if (self.indicator_status == "printed") != bool(self.indicators):
            raise PydanticCustomError(
                "indicators",
                "印刷された指標があれば indicator_status は printed、なければ to_be_reported にしてください(目標 {no})",
                {"no": self.goal_no},
            )
        return self


class PolicyPrinciple(ClosedModel):
    """A principle of the policy, in our own words."""

    principle_no: str
    text_ja: str


class Policy(ClosedModel):
    """The standing policy that a plan carries out."""

    name_ja: str
    adopted_date: date
    adopted_precision: Precision
    process_ja: str
    principles: tuple[PolicyPrinciple, ...] = Field(strict=False)


class Plan(ClosedModel):
    """One plan. `relation_ja` says how it follows from the policy, `undecided_ja` what the source leaves open.

    What a source does not print (the day of adoption, the period, the policy) is left out.
    """

    plan_id: str
    name_ja: str
    other_names_ja: tuple[str, ...] = Field(default=(), strict=False)
    start_fiscal_year: int | None = None
    end_fiscal_year: int | None = None
    phases: tuple[PlanPhase, ...] = Field(default=(), strict=False)
    adopted_date: date | None = None
    adopted_precision: Precision | None = None
    authority_ja: str
    reporting_body_ja: str | None = None
    reporting_ja: str
    related_plans_ja: tuple[str, ...] = Field(default=(), strict=False)
    policy: Policy | None = None
    relation_ja: str | None = None
    goals: tuple[PlanGoal, ...] = Field(strict=False, min_length=1)
    evaluation: PlanEvaluation | None = None
    undecided_ja: str | None = None
    source_ja: str

    @property
    def projects(self) -> tuple[PlanProject, ...]:
        """All projects in printed order."""
        return tuple(p for goal in self.goals for measure in goal.measures for p in measure.projects)

    @property
    def indicators(self) -> tuple[PlanIndicator, ...]:
        """The indicators of all projects."""
        return tuple(indicator for project in self.projects for indicator in project.indicators)

    @model_validator(mode="after")
    def _numbers_once(self) -> Self:
        lists = {
            "goal_no": [goal.goal_no for goal in self.goals],
            "action_no": [action.action_no for goal in self.goals for action in goal.actions],
            "principle_no": [p.principle_no for p in (self.policy.principles if self.policy else ())],
            "measure_no": [f"{goal.goal_no}-{m.measure_no}" for goal in self.goals for m in goal.measures],
            "project_no": [project.project_no for project in self.projects],
            "indicator_id": [indicator.indicator_id for indicator in self.indicators],
        }
        for key, numbers in lists.items():
            for number in numbers:
                if numbers.count(number) > 1:
                    raise PydanticCustomError(
                        "twice", "{key} {number} が二度あります", {"key": key, "number": number}
                    )
        return self

    @model_validator(mode="after")
    def _last_year_known(self) -> Self:
        formulas = self.evaluation.formulas if self.evaluation else ()
        if self.end_fiscal_year is None and any(formula.of == "last_year" for formula in formulas):
            raise PydanticCustomError(
                "last_year", "最終年度の目標と比べる式には、計画の end_fiscal_year を書いてください"
            )
        return self
