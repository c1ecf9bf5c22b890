"""A plan of a library: its goals, what is to be done for each, and the policy it rests on (`seeds/plans/<code>/*.yaml`)."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from catalog.annotation import Precision
from catalog.closed_model import ClosedModel


class PlanAction(ClosedModel):
    """What is to be done for a goal, in our own words."""

    action_no: str
    title_ja: str
    text_ja: str


class PlanGoal(ClosedModel):
    """A goal; its name is the printed one, its aim in our own words.

    `indicators` are those that the city prints. Where it prints none yet they are to be reported, never thought up.
    """

    goal_no: str
    name_ja: str
    aim_ja: str
    actions: tuple[PlanAction, ...] = Field(strict=False, min_length=1)
    indicator_status: Literal["to_be_reported", "printed"]
    indicators: tuple[str, ...] = Field(strict=False)

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
    """One plan. `relation_ja` says how it follows from the policy, `undecided_ja` what the source leaves open."""

    plan_id: str
    name_ja: str
    adopted_date: date
    adopted_precision: Precision
    authority_ja: str
    reporting_body_ja: str
    reporting_ja: str
    related_plans_ja: tuple[str, ...] = Field(strict=False)
    policy: Policy
    relation_ja: str
    goals: tuple[PlanGoal, ...] = Field(strict=False, min_length=1)
    undecided_ja: str | None = None
    source_ja: str

    @model_validator(mode="after")
    def _numbers_once(self) -> Self:
        lists = {
            "goal_no": [goal.goal_no for goal in self.goals],
            "action_no": [action.action_no for goal in self.goals for action in goal.actions],
            "principle_no": [principle.principle_no for principle in self.policy.principles],
        }
        for key, numbers in lists.items():
            for number in numbers:
                if numbers.count(number) > 1:
                    raise PydanticCustomError(
                        "twice", "{key} {number} が二度あります", {"key": key, "number": number}
                    )
        return self
