"""Plans as rows (tables `raw_catalog__plan*`)."""

from collections.abc import Callable, Iterator
from typing import Any

from catalog.load import Catalog
from catalog.plan import Plan
from catalog.plan_project import PlanProject
from catalog.plan_record import PlanRecord
from catalog.plan_record_rows import RECORD_MAKERS

Row = dict[str, Any]
Maker = Callable[[Plan], Iterator[Row]]


def _plan(plan: Plan) -> Iterator[Row]:
    lists = {"policy", "goals", "phases", "evaluation", "related_plans_ja", "other_names_ja", "plan_id"}
    policy = plan.policy
    yield {
        **plan.model_dump(exclude=lists),
        "related_plans_ja": "、".join(plan.related_plans_ja),
        "other_names_ja": "、".join(plan.other_names_ja),
        "policy_name_ja": policy and policy.name_ja,
        "policy_adopted_date": policy and policy.adopted_date,
        "policy_adopted_precision": policy and policy.adopted_precision,
        "policy_process_ja": policy and policy.process_ja,
        "evaluation_note_ja": plan.evaluation and plan.evaluation.note_ja,
    }


def _phases(plan: Plan) -> Iterator[Row]:
    for position, phase in enumerate(plan.phases, 1):
        yield {"position": position, **phase.model_dump()}


def _principles(plan: Plan) -> Iterator[Row]:
    for position, principle in enumerate(plan.policy.principles if plan.policy else (), 1):
        yield {"position": position, **principle.model_dump()}


def _goals(plan: Plan) -> Iterator[Row]:
    for position, goal in enumerate(plan.goals, 1):
        columns = goal.model_dump(exclude={"actions", "indicators", "measures"})
        yield {"position": position, **columns, "indicators": "、".join(goal.indicators)}


def _actions(plan: Plan) -> Iterator[Row]:
    for goal in plan.goals:
        for position, action in enumerate(goal.actions, 1):
            yield {"position": position, "goal_no": goal.goal_no, **action.model_dump()}


def _measures(plan: Plan) -> Iterator[Row]:
    for goal in plan.goals:
        for position, measure in enumerate(goal.measures, 1):
            columns = measure.model_dump(exclude={"projects"})
            yield {"position": position, "goal_no": goal.goal_no, **columns}


def _projects(plan: Plan) -> Iterator[Row]:
    projects = ((g, m, p) for g in plan.goals for m in g.measures for p in m.projects)
    for position, (goal, measure, project) in enumerate(projects, 1):
        yield {
            "position": position,
            "goal_no": goal.goal_no,
            "measure_no": measure.measure_no,
            **project.model_dump(exclude={"other_names", "planned_ja", "indicators"}),
            "other_names_ja": "、".join(f"{o.name_ja}({o.where_ja})" for o in project.other_names),
            "summary_ja": " ".join(project.planned_ja),
        }


def _planned(plan: Plan) -> Iterator[Row]:
    for project in plan.projects:
        for entry_no, text in enumerate(project.planned_ja, 1):
            yield {"project_no": project.project_no, "entry_no": entry_no, "planned_ja": text}


def _indicators(plan: Plan) -> Iterator[Row]:
    empty = {"table_no": None, "row_path": None, "column_path": None}
    for project in plan.projects:
        for position, indicator in enumerate(project.indicators, 1):
            cell = indicator.actual_from
            yield {
                "project_no": project.project_no,
                "position": position,
                **indicator.model_dump(exclude={"targets", "actual_from"}),
                **(cell.model_dump() if cell else empty),
            }


def _targets(project: PlanProject) -> Iterator[Row]:
    for indicator in project.indicators:
        for year, value in indicator.targets.items():
            yield {
                "indicator_id": indicator.indicator_id,
                "fiscal_year": year,
                "part": "target",
                "value": value,
            }


def _actuals(record: PlanRecord) -> Iterator[Row]:
    for indicator_id, values in record.actuals.items():
        for year, value in values.items():
            yield {"indicator_id": indicator_id, "fiscal_year": year, "part": "actual", "value": value}


def _figures(catalog: Catalog) -> list[Row]:
    """Targets of the plan and actual figures of the records."""
    return [
        {"municipality_code": code, "plan_id": recorded.plan.plan_id, **row}
        for code, history in catalog.histories.items()
        for recorded in history.recorded_plans
        for rows in (
            *map(_targets, recorded.plan.projects),
            *map(_actuals, recorded.records),
        )
        for row in rows
    ]


def _grades(plan: Plan) -> Iterator[Row]:
    for position, grade in enumerate(plan.evaluation.grades if plan.evaluation else (), 1):
        yield {"position": position, **grade.model_dump()}


def _formulas(plan: Plan) -> Iterator[Row]:
    for formula in plan.evaluation.formulas if plan.evaluation else ():
        columns = formula.model_dump(exclude={"indicators", "of", "combine", "thresholds", "otherwise"})
        yield {
            **columns,
            "indicator_kind": formula.indicators,
            "target_of": formula.of,
            "combine": formula.combine,
        }


def _thresholds(plan: Plan) -> Iterator[Row]:
    for formula in plan.evaluation.formulas if plan.evaluation else ():
        last = [(formula.otherwise, None)] if formula.otherwise is not None else []
        steps = [*((threshold.grade, threshold.at_least) for threshold in formula.thresholds), *last]
        for position, (grade, at_least) in enumerate(steps, 1):
            yield {
                "formula_id": formula.formula_id,
                "position": position,
                "grade": grade,
                "at_least": at_least,
            }


def _of_every_plan(maker: Maker) -> Callable[[Catalog], list[Row]]:
    def make(catalog: Catalog) -> list[Row]:
        return [
            {"municipality_code": code, "plan_id": plan.plan_id, **row}
            for code, history in catalog.histories.items()
            for plan in history.plans
            for row in maker(plan)
        ]

    return make


PLAN_MAKERS: dict[str, Callable[[Catalog], list[Row]]] = {
    "plans": _of_every_plan(_plan),
    "plan_phases": _of_every_plan(_phases),
    "plan_principles": _of_every_plan(_principles),
    "plan_goals": _of_every_plan(_goals),
    "plan_actions": _of_every_plan(_actions),
    "plan_measures": _of_every_plan(_measures),
    "plan_projects": _of_every_plan(_projects),
    "plan_planned": _of_every_plan(_planned),
    "plan_indicators": _of_every_plan(_indicators),
    "plan_figures": _figures,
    "plan_grades": _of_every_plan(_grades),
    "plan_formulas": _of_every_plan(_formulas),
    "plan_thresholds": _of_every_plan(_thresholds),
    **RECORD_MAKERS,
}
