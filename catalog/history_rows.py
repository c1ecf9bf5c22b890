"""History and aims as rows (tables `raw_catalog__*`). Lists of codes are text joined by commas."""

from collections.abc import Callable, Iterator
from typing import Any

from catalog.load import Catalog
from catalog.plan import Plan

Row = dict[str, Any]


def _annotations(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            **annotation.model_dump(exclude={"date", "library_codes", "measures"}),
            "start_date": annotation.date,
            "library_codes": ",".join(annotation.library_codes),
            "measures": ",".join(annotation.measures),
        }
        for code, history in catalog.histories.items()
        for annotation in history.annotations
    ]


def _organisation(catalog: Catalog) -> list[Row]:
    return [
        {
            "municipality_code": code,
            "as_of_date": history.organisation.as_of_date,
            "staff_table_no": history.organisation.staff_table_no,
            "position": position,
            **entry.model_dump(exclude={"library_codes"}),
            "library_codes": ",".join(entry.library_codes),
        }
        for code, history in catalog.histories.items()
        if history.organisation is not None
        for position, entry in enumerate(history.organisation.entries, 1)
    ]


def _plans(catalog: Catalog) -> list[Row]:
    return [
        {
            **key,
            **plan.model_dump(exclude={"plan_id", "policy", "goals", "related_plans_ja"}),
            "related_plans_ja": "、".join(plan.related_plans_ja),
            "policy_name_ja": plan.policy.name_ja,
            "policy_adopted_date": plan.policy.adopted_date,
            "policy_adopted_precision": plan.policy.adopted_precision,
            "policy_process_ja": plan.policy.process_ja,
        }
        for key, plan in _each_plan(catalog)
    ]


def _plan_principles(catalog: Catalog) -> list[Row]:
    return [
        {**key, "position": position, **principle.model_dump()}
        for key, plan in _each_plan(catalog)
        for position, principle in enumerate(plan.policy.principles, 1)
    ]


def _plan_goals(catalog: Catalog) -> list[Row]:
    return [
        {
            **key,
            "position": position,
            **goal.model_dump(exclude={"actions", "indicators"}),
            "indicators": "、".join(goal.indicators),
        }
        for key, plan in _each_plan(catalog)
        for position, goal in enumerate(plan.goals, 1)
    ]


def _plan_actions(catalog: Catalog) -> list[Row]:
    return [
        {**key, "position": position, "goal_no": goal.goal_no, **action.model_dump()}
        for key, plan in _each_plan(catalog)
        for goal in plan.goals
        for position, action in enumerate(goal.actions, 1)
    ]


def _each_plan(catalog: Catalog) -> Iterator[tuple[Row, Plan]]:
    for code, history in catalog.histories.items():
        for plan in history.plans:
            yield {"municipality_code": code, "plan_id": plan.plan_id}, plan


HISTORY_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "annotations": _annotations,
    "organisation": _organisation,
    "plans": _plans,
    "plan_principles": _plan_principles,
    "plan_goals": _plan_goals,
    "plan_actions": _plan_actions,
}
