"""Reading `seeds/plans/`: plans and their yearly records, checked against each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalog.errors import CatalogError
from catalog.plan import Plan
from catalog.plan_record import PlanRecord

RATE = re.compile(r"\d+(\.\d+)?%")


@dataclass(frozen=True)
class RecordedPlan:
    """A plan and what the reports of the years say of it, the oldest first."""

    plan: Plan
    records: tuple[PlanRecord, ...]


def load_plans(root: Path, codes: set[str], table_nos: frozenset[str]) -> dict[str, tuple[RecordedPlan, ...]]:
    """Plans by municipality code.

    Raises:
        CatalogError: a file that cannot be used, or that refers to what the seeds do not have.
    """
    plans: dict[str, tuple[RecordedPlan, ...]] = {}
    folders = set()
    for path in sorted((root / "plans").glob("*/*.yaml")):
        code = path.parent.name
        shown = path.relative_to(root.parent).as_posix()
        if code not in codes:
            raise CatalogError(
                f"{shown}: 自治体コード「{code}」は登録されていません。"
                f"seeds/municipalities/ にあるコード({'、'.join(sorted(codes))})を使ってください。"
            )
        plan = Plan.read(path, root)
        if plan.plan_id != path.stem:
            raise CatalogError(f"{shown}: plan_id を「{path.stem}」にしてください。")
        for indicator in plan.indicators:
            if indicator.actual_from is not None:
                place = f"{shown} {indicator.indicator_id}"
                _refuse_unknown(place, "表", [indicator.actual_from.table_no], table_nos)
        plans[code] = (*plans.get(code, ()), RecordedPlan(plan, _records(path.with_suffix(""), root, plan)))
        folders.add(path.with_suffix(""))
    for path in sorted((root / "plans").glob("*/*/*.yaml")):
        if path.parent not in folders:
            raise CatalogError(
                f"{path.relative_to(root.parent).as_posix()}: 計画 {path.parent.name}.yaml がありません。加えてください。"
            )
    return plans


def _records(folder: Path, root: Path, plan: Plan) -> tuple[PlanRecord, ...]:
    records = []
    standing: dict[tuple[object, ...], str] = {}
    for path in sorted(folder.glob("*.yaml")):
        shown = path.relative_to(root.parent).as_posix()
        record = PlanRecord.read(path, root)
        if str(record.fiscal_year) != path.stem:
            raise CatalogError(f"{shown}: fiscal_year を {path.stem} にしてください。")
        _check_references(shown, record, plan)
        for what, key in _stated(record):
            if (what, *key) in standing:
                raise CatalogError(
                    f"{shown}: {what}({'、'.join(map(str, key))})は {standing[(what, *key)]} にもあります。"
                    "一つのファイルにだけ書いてください。"
                )
            standing[(what, *key)] = shown
        records.append(record)
    return tuple(records)


def _stated(record: PlanRecord) -> Iterable[tuple[str, tuple[object, ...]]]:
    """What may be stated once only."""
    year = record.fiscal_year
    for indicator_id, values in record.actuals.items():
        yield from (("実績", (indicator_id, value_year)) for value_year in values)
    for entry in record.entries:
        yield "記入", (entry.project_no, entry.entry_no, year)
        yield from (("取組の実績", (entry.project_no, entry.entry_no, done)) for done in entry.done)
    yield from (("進捗状況", (grade.project_no, year)) for grade in record.grades)
    yield from (("記述", (year, statement.statement_id)) for statement in record.statements)
    yield from (("事業数", (year, count.identity_id)) for count in record.counts)


def _check_references(shown: str, record: PlanRecord, plan: Plan) -> None:
    terms = [t for s in record.statements for t in (*s.left, *s.right)]
    used = [*record.actuals, *(t.indicator_id for t in terms if t.indicator_id is not None)]
    _refuse_unknown(shown, "指標", used, frozenset(i.indicator_id for i in plan.indicators))
    projects = frozenset(p.project_no for p in plan.projects)
    for part in (record.grades, record.entries, record.statements):
        _refuse_unknown(shown, "事業", [line.project_no for line in part], projects)
    goals = frozenset(goal.goal_no for goal in plan.goals)
    _refuse_unknown(shown, "目標", [c.goal_no for c in record.counts if c.goal_no is not None], goals)
    grades = frozenset(grade.grade for grade in plan.evaluation.grades) if plan.evaluation else frozenset()
    _refuse_unknown(shown, "区分", [c.grade for c in record.counts if c.grade is not None], grades)
    for grade in record.grades:
        # Where the rate itself is the evaluation there are no grades, and what is recorded is a rate.
        if grades or plan.evaluation is None or not RATE.fullmatch(grade.grade):
            _refuse_unknown(f"{shown} {grade.project_no}", "区分", [grade.grade], grades)
    _check_actuals(shown, record, plan)
    _check_entries(shown, record, plan)


def _check_actuals(shown: str, record: PlanRecord, plan: Plan) -> None:
    taken = {i.indicator_id for i in plan.indicators if i.actual_from is not None}
    for indicator_id, values in record.actuals.items():
        if indicator_id in taken:
            raise CatalogError(
                f"{shown} {indicator_id}: この指標の実績は年報の欄(actual_from)から取ります。"
                "実績か actual_from のどちらかを消してください。"
            )
        _refuse_future(f"{shown} {indicator_id}", values, record)


def _check_entries(shown: str, record: PlanRecord, plan: Plan) -> None:
    planned = {p.project_no: len(p.planned_ja) for p in plan.projects}
    for entry in record.entries:
        place = f"{shown} {entry.project_no}"
        if not 1 <= entry.entry_no <= planned[entry.project_no]:
            raise CatalogError(
                f"{place}: entry_no「{entry.entry_no}」の計画(planned_ja)がありません。"
                f"1 から {planned[entry.project_no]} までの番号にしてください。"
            )
        _refuse_future(place, entry.done, record)


def _refuse_future(place: str, years: Iterable[int], record: PlanRecord) -> None:
    for year in years:
        if year > record.fiscal_year:
            raise CatalogError(
                f"{place}: {record.fiscal_year}年度の報告に {year}年度の実績はありません。年度を確かめてください。"
            )


def _refuse_unknown(place: str, what: str, used: Iterable[str], known: frozenset[str]) -> None:
    for name in used:
        if name not in known:
            raise CatalogError(
                f"{place}: {what}「{name}」は登録されていません。登録されているもの: {'、'.join(sorted(known))}。"
            )
