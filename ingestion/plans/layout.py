"""What the yearly sheet of a plan asks: its sheets, the rows that are known, the fields that are filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from catalog.plan import Plan
from catalog.plan_project import PlanProject
from catalog.plan_record import PlanRecord

COVER = "はじめに"
COVER_HEADS = ("自治体コード", "計画番号", "計画名", "年度", "資料", "未決のこと")
KNOWN_COVER = 4
ACTUALS, GRADES, ENTRIES = "実績", "区分", "取組"

FieldKind = Literal["number", "text", "grade"]
# What is recorded where a plan is evaluated by the rate of achievement itself.
RATE_JA = "98.5% の形の達成率"


@dataclass(frozen=True)
class Field:
    """A column to fill in; `decimals` are asked of the row, as indicators differ."""

    head: str
    kind: FieldKind


@dataclass(frozen=True)
class SheetRow:
    """A row: the texts of its known columns, what is recorded so far, and how its number is written.

    `closed`: nothing is filled in, because the figure comes from the yearbook.
    """

    known: tuple[str, ...]
    recorded: tuple[str | None, ...]
    decimals: int = 0
    closed: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: known columns, of which the first `keys` tell a row, then fields."""

    name: str
    how_ja: str
    known: tuple[str, ...]
    keys: int
    fields: tuple[Field, ...]
    rows: tuple[SheetRow, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """All heads in their order."""
        return (*self.known, *(field.head for field in self.fields))


def grades_of(plan: Plan) -> tuple[str, ...]:
    """The grades that the plan uses."""
    return tuple(grade.grade for grade in plan.evaluation.grades) if plan.evaluation else ()


def sheets(plan: Plan, fiscal_year: int, record: PlanRecord | None) -> tuple[Sheet, ...]:
    """The sheets of a year.

    Args:
        plan: with projects.
        fiscal_year: calendar year of its 1 April.
        record: what is recorded of that year already; its figures and texts fill the fields.
    """
    listed = (
        _actuals(plan.projects, fiscal_year, record),
        _grades(plan, record),
        _entries(plan.projects, fiscal_year, record),
    )
    return tuple(sheet for sheet in listed if sheet.rows)


def _actuals(projects: Iterable[PlanProject], fiscal_year: int, record: PlanRecord | None) -> Sheet:
    rows = []
    for project in projects:
        for indicator in project.indicators:
            target = indicator.targets.get(fiscal_year)
            known = (
                project.project_no,
                indicator.indicator_id,
                project.name_ja,
                indicator.name_ja,
                indicator.unit_ja,
                "" if target is None else f"{target:,f}",
            )
            actual = record.actuals.get(indicator.indicator_id, {}).get(fiscal_year) if record else None
            recorded = (None if actual is None else f"{actual:f}",)
            rows.append(SheetRow(known, recorded, indicator.decimals, indicator.actual_from is not None))
    return Sheet(
        ACTUALS,
        "黄色の欄に、年度末の実績を数で書いてください。まだ分からないものは空欄のままにします。灰色の欄は年報から取ります。",
        ("事業番号", "指標番号", "事業名", "指標", "単位", "目標"),
        2,
        (Field("実績", "number"),),
        tuple(rows),
    )


def _grades(plan: Plan, record: PlanRecord | None) -> Sheet:
    found = {grade.project_no: grade for grade in record.grades} if record else {}
    rows = []
    for project in plan.projects if plan.evaluation else ():
        grade = found.get(project.project_no)
        recorded = (grade.grade, grade.reason_ja) if grade else (None, None)
        rows.append(SheetRow((project.project_no, project.name_ja), recorded))
    return Sheet(
        GRADES,
        f"区分は {'、'.join(grades_of(plan)) or RATE_JA}とし、理由を書いてください。区分を付けない事業は両方を空欄にします。",
        ("事業番号", "事業名"),
        1,
        (Field("区分", "grade"), Field("理由", "text")),
        tuple(rows),
    )


def _entries(projects: Iterable[PlanProject], fiscal_year: int, record: PlanRecord | None) -> Sheet:
    found = {(entry.project_no, entry.entry_no): entry for entry in record.entries} if record else {}
    rows = []
    for project in projects:
        for number, planned in enumerate(project.planned_ja, 1):
            entry = found.get((project.project_no, number))
            recorded: tuple[str | None, ...] = (None,) * 4
            if entry is not None:
                recorded = (
                    entry.done.get(fiscal_year),
                    entry.deviation_ja,
                    entry.evaluation_ja,
                    entry.next_ja,
                )
            rows.append(SheetRow((project.project_no, str(number), project.name_ja, planned), recorded))
    return Sheet(
        ENTRIES,
        "図書館の言葉で書いてください。書いた文は、字のとおりに記録します。書くことのない欄は空欄にします。",
        ("事業番号", "項番", "事業名", "計画の内容"),
        2,
        tuple(Field(head, "text") for head in ("実績", "計画と異なる理由", "評価と課題", "今後の取組")),
        tuple(rows),
    )
