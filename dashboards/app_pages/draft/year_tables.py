"""Figures of a what-if as rows of tables: the year, by rule, by days, by library, age group or month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from dashboards.app_pages.draft.data import DRAFT_JA, IN_FORCE_JA
from dashboards.format import change
from warehouse.what_if import BY, DRAFT, IN_FORCE

SIDES_JA = {IN_FORCE: IN_FORCE_JA, DRAFT: DRAFT_JA}
BY_JA = dict(zip(BY, ("図書館・分室", "年齢", "月"), strict=True))
COLUMNS = dict(zip(BY, ("library_path", "age_group_code", "month_date"), strict=True))
UNKNOWN_JA = "不明"
NONE_JA = "―"
BY_DRAFT = "due_dates_by_draft"
TOTALS_JA = {
    "checkouts_judged": "調べた貸出（件）",
    "checkouts_refused": "断る貸出（件）",
    "items_refused": "断る貸出の資料（点）",
    "checkouts_left_open": "規則だけでは決まらない貸出（件）",
    "due_dates_compared": "返却期限を記録と比べた資料（点）",
    "due_dates_moved": "返却期限が記録とちがう資料（点）",
    f"{BY_DRAFT}_compared": "改定案の返却期限を今の規則と比べた資料（点）",
    f"{BY_DRAFT}_moved": "改定案で返却期限が変わる資料（点）",
    "person_days_suspended": "貸出停止の延べ日数（人日）",
    "reservations_judged": "調べた予約（件）",
    "reservations_refused": "断る予約（件）",
    "reserved_items_refused": "断る予約の資料（点）",
    "reservations_left_open": "規則だけでは決まらない予約（件）",
}
# What is drawn, and divided by library, age group and month.
HEADLINES = (
    "checkouts_refused",
    "due_dates_moved",
    f"{BY_DRAFT}_moved",
    "person_days_suspended",
    "reservations_refused",
)
REFUSALS_JA = {"refusals": "貸出", "reservation_refusals": "予約"}


@dataclass(frozen=True)
class Series:
    """A measure of one rule set along the groups."""

    measure: str
    side: str
    values: tuple[int, ...]

    @property
    def name_ja(self) -> str:
        return SIDES_JA[self.side]


def sides(has_draft: bool) -> tuple[str, ...]:
    return (IN_FORCE, DRAFT) if has_draft else (IN_FORCE,)


def sides_of(measure: str, has_draft: bool) -> tuple[str, ...]:
    """The rule sets that a measure tells of; what a draft moves is told of the draft alone."""
    if measure.startswith(BY_DRAFT):
        return (DRAFT,) if has_draft else ()
    return sides(has_draft)


def total_rows(found: pl.DataFrame, has_draft: bool) -> list[tuple[str, ...]]:
    """Every measure of the whole year; the last column is the difference that a draft makes."""
    values = {row["measure"]: row for row in _summed(found, "measure")}
    rows = []
    for measure, name_ja in TOTALS_JA.items():
        told = sides_of(measure, has_draft)
        if not told:
            continue
        numbers = {side: values.get(measure, {}).get(side, 0) for side in told}
        texts = [f"{numbers[side]:,}" if side in told else NONE_JA for side in sides(has_draft)]
        if has_draft:
            texts.append(_change_ja(numbers))
        rows.append((name_ja, *texts))
    return rows


def rule_rows(found: pl.DataFrame, has_draft: bool) -> list[tuple[str, ...]]:
    """What each rule refuses: rule, article, what is refused, figures; loans first, the most refusing rule on top."""
    return [(*_rule_texts(row), *(f"{row[side]:,}" for side in sides(has_draft))) for row in _refusals(found)]


def rule_group_rows(
    found: pl.DataFrame, by: str, along: Mapping[Any, str], has_draft: bool
) -> list[tuple[str, ...]]:
    """The same by group, those in which a rule refuses something."""
    rank = {_rule_texts(row): n for n, row in enumerate(_refusals(found))}
    place = {group: n for n, group in enumerate(along)}
    column = COLUMNS[by]
    rows = sorted(_refusals(found, column), key=lambda row: (rank[_rule_texts(row)], place[row[column]]))
    return [
        (*_rule_texts(row), along[row[column]], *(f"{row[side]:,}" for side in sides(has_draft)))
        for row in rows
    ]


def day_rows(found: pl.DataFrame, has_draft: bool) -> list[tuple[str, ...]]:
    """Due dates moved by days: recorded against both rule sets, and a draft against the rules in force."""
    moved = [measure for measure in ("due_dates_moved", f"{BY_DRAFT}_moved") if sides_of(measure, has_draft)]
    counted: dict[int, dict[tuple[str, str], int]] = {}
    for row in _summed(found.filter(pl.col("measure").is_in(moved)), "days_moved", "measure"):
        for side in sides_of(row["measure"], has_draft):
            counted.setdefault(row["days_moved"], {})[row["measure"], side] = row[side]
    columns = [(measure, side) for measure in moved for side in sides_of(measure, has_draft)]
    return [
        (_days_ja(days), *(f"{values.get(column, 0):,}" for column in columns))
        for days, values in sorted(counted.items())
    ]


def groups(found: pl.DataFrame, by: str, names: Mapping[str, str]) -> dict[Any, str]:
    """What the figures are divided into, with names, in the order of the names; months by date."""
    present = set(found[COLUMNS[by]].to_list())
    if by == "month":
        return {month: _month_ja(month) for month in sorted(present - {None})}
    known = {code: name for code, name in names.items() if code in present}
    others = {code: code for code in sorted(present - {None, *known})}
    return known | others | ({None: UNKNOWN_JA} if None in present else {})


def series(found: pl.DataFrame, by: str, along: Sequence[Any], has_draft: bool) -> list[Series]:
    """The headlines along the groups, those of one measure beside each other."""
    column = COLUMNS[by]
    values = {(row["measure"], row[column]): row for row in _summed(found, "measure", column)}
    return [
        Series(measure, side, tuple(values.get((measure, group), {}).get(side, 0) for group in along))
        for measure in HEADLINES
        for side in sides_of(measure, has_draft)
    ]


def _summed(found: pl.DataFrame, *keys: str) -> list[dict[str, Any]]:
    return found.group_by(keys).agg(pl.col(IN_FORCE, DRAFT).sum()).sort(keys).to_dicts()


def _refusals(found: pl.DataFrame, *keys: str) -> list[dict[str, Any]]:
    refusals = found.filter(pl.col("measure").is_in(list(REFUSALS_JA)))
    rows = _summed(refusals, "measure", "article", "rule_id", *keys)
    return sorted(rows, key=lambda row: (row["measure"] != "refusals", -max(row[IN_FORCE], row[DRAFT])))


def _rule_texts(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["rule_id"], row["article"], REFUSALS_JA[row["measure"]]


def _change_ja(numbers: Mapping[str, int]) -> str:
    if IN_FORCE not in numbers:
        return NONE_JA
    draft, now = numbers[DRAFT], numbers[IN_FORCE]
    return "±0" if draft == now else change(Decimal(draft), Decimal(now))


def _month_ja(month: date) -> str:
    return f"{month.year}年{month.month}月"


def _days_ja(days: int) -> str:
    return f"{abs(days):,}日{'早く' if days < 0 else '遅く'}なる"
