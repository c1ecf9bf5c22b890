"""A filled yearly sheet of a plan, read into the record of its year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from catalog.load import Catalog
from catalog.plan import Plan
from catalog.plan_load import RATE
from catalog.plan_record import PlanEntry, PlanRecord, RecordedGrade
from ingestion.errors import DeliveryError
from ingestion.forms.values import shown
from ingestion.plans.cells import FilledSheet, cover_texts, filled_sheet, number
from ingestion.plans.layout import (
    ACTUALS,
    COVER,
    COVER_HEADS,
    ENTRIES,
    GRADES,
    RATE_JA,
    Sheet,
    grades_of,
    sheets,
)
from ingestion.workbook import opened


@dataclass(frozen=True)
class SheetReading:
    """What a sheet says, and of which plan."""

    municipality_code: str
    plan: Plan
    record: PlanRecord


def read_sheet(path: Path, shown_as: str, catalog: Catalog) -> SheetReading:
    """Read a sheet.

    Args:
        path: the workbook.
        shown_as: its name for people.
        catalog: the plans.

    Raises:
        DeliveryError: another city, plan or year, a head or row that is missing or changed, a figure that is no number, a
            grade that the plan does not use, a formula; with sheet, row, column, value and what would be accepted.
    """
    with opened(path, shown_as) as workbook:
        if COVER not in workbook.sheetnames:
            raise DeliveryError(
                f"{shown_as}: シート「{COVER}」がありません。「nenpo plan sheet」で作った様式を使ってください。"
            )
        cover = cover_texts(workbook[COVER], COVER_HEADS, shown_as)
        code, plan = _plan(cover, catalog, shown_as)
        year = _year(cover["年度"], plan, shown_as)
        if not cover["資料"]:
            raise DeliveryError(
                f"{shown_as} シート「{COVER}」の「資料」が空欄です。記録のもとになる書類の名前を書いてください。"
            )
        asked = sheets(plan, year, None)
        filled = {
            sheet.name: filled_sheet(_page(workbook, sheet, shown_as), sheet, shown_as) for sheet in asked
        }
        by_name = {sheet.name: sheet for sheet in asked}
        record = PlanRecord(
            fiscal_year=year,
            source_ja=cover["資料"],
            undecided_ja=cover["未決のこと"] or None,
            actuals=_actuals(filled[ACTUALS], by_name[ACTUALS], year) if ACTUALS in filled else {},
            grades=_grades(filled[GRADES], grades_of(plan)) if GRADES in filled else (),
            entries=_entries(filled[ENTRIES], year) if ENTRIES in filled else (),
        )
    return SheetReading(code, plan, record)


def _plan(cover: dict[str, str], catalog: Catalog, shown_as: str) -> tuple[str, Plan]:
    code, plan_id = cover["自治体コード"], cover["計画番号"]
    known = {
        (city, plan.plan_id): plan for city, history in catalog.histories.items() for plan in history.plans
    }
    plan = known.get((code, plan_id))
    if plan is None or not plan.projects:
        listed = "、".join(f"{city} {name}" for (city, name), found in known.items() if found.projects)
        raise DeliveryError(
            f"{shown_as} シート「{COVER}」: 自治体コード「{shown(code)}」と計画番号「{shown(plan_id)}」の計画はありません。"
            f"使えるもの: {listed}。"
        )
    return code, plan


def _year(written: str, plan: Plan, shown_as: str) -> int:
    first, last = plan.start_fiscal_year, plan.end_fiscal_year
    is_year = written.isascii() and written.isdigit() and len(written) == 4
    if not is_year or not (first or int(written)) <= int(written) <= (last or int(written)):
        accepted = f"{first}から{last}まで" if first and last else "4桁の西暦"
        raise DeliveryError(
            f"{shown_as} シート「{COVER}」の「年度」: 「{shown(written)}」は使えません。{accepted}の年度にしてください。"
        )
    return int(written)


def _page(workbook: Workbook, sheet: Sheet, shown_as: str) -> Worksheet:
    if sheet.name not in workbook.sheetnames:
        raise DeliveryError(f"{shown_as}: シート「{sheet.name}」がありません。様式のシートを戻してください。")
    return workbook[sheet.name]


def _actuals(filled: FilledSheet, sheet: Sheet, year: int) -> dict[str, dict[int, Decimal]]:
    found: dict[str, dict[int, Decimal]] = {}
    for row, asked in zip(filled.rows, sheet.rows, strict=True):
        written = row.fields["実績"]
        if written is None:
            continue
        at = filled.at(row, "実績")
        if asked.closed:
            raise DeliveryError(
                f"{at}: 「{shown(written)}」。この実績は年報の表から取るので、空欄にしてください。"
            )
        found[row.key[1]] = {year: number(written, asked.decimals, at)}
    return found


def _grades(filled: FilledSheet, allowed: Sequence[str]) -> tuple[RecordedGrade, ...]:
    found = []
    for row in filled.rows:
        grade, reason = row.fields["区分"], row.fields["理由"]
        if grade is not None and not (grade in allowed if allowed else RATE.fullmatch(grade)):
            raise DeliveryError(
                f"{filled.at(row, '区分')}: 「{shown(grade)}」は使えません。{'、'.join(allowed) or RATE_JA}か空欄にしてください。"
            )
        if (grade is None) != (reason is None):
            empty, given = ("理由", "区分") if reason is None else ("区分", "理由")
            raise DeliveryError(
                f"{filled.at(row, empty)}: 空欄です。{given}「{shown(row.fields[given] or '')}」があるので、"
                f"{empty}も書くか、両方を空欄にしてください。"
            )
        if grade is not None and reason is not None:
            found.append(RecordedGrade(project_no=row.key[0], grade=grade, reason_ja=reason))
    return tuple(found)


def _entries(filled: FilledSheet, year: int) -> tuple[PlanEntry, ...]:
    found = []
    for row in filled.rows:
        done, deviation, evaluation, following = row.fields.values()
        if (done, deviation, evaluation, following) != (None,) * 4:
            found.append(
                PlanEntry(
                    project_no=row.key[0],
                    entry_no=int(row.key[1]),
                    done={} if done is None else {year: done},
                    deviation_ja=deviation,
                    evaluation_ja=evaluation,
                    next_ja=following,
                )
            )
    return tuple(found)
