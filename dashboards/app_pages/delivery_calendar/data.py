"""The days of the school van as cells of a grid, rows of a list and JSON."""

import json
from collections.abc import Iterable
from datetime import date

from dashboards.rules.month import Day
from lending_rules.calendar_export import VanDay
from lending_rules.compare import cited_ja
from lending_rules.labels import shown
from lending_rules.rulebook import Rulebook
from lending_rules.words_used import words_used

QUESTION = "delivery.run_date"
ROUND = ""
ROUND_JA = "巡回する学校"
LIST_HEADS = ("配送の日", "便", "申込みの締切", "条文")
LIST_LABELS = (1, 2)
LIST_PROSE = (3,)


def has_van(book: Rulebook) -> bool:
    return bool(book.rules_for(QUESTION))


def schools(book: Rulebook) -> list[str]:
    """The ordinary round first, then schools with rules of their own."""
    return [ROUND, *words_used(book, QUESTION, "school_name")]


def cells(days: Iterable[VanDay]) -> dict[date, Day]:
    found: dict[date, Day] = {}
    for van in days:
        before = found.get(van.day, Day("van", ()))
        found[van.day] = Day("van", (*before.lines, f"{van.run}回目"))
    for van in days:
        if van.order_until is not None:
            day = van.order_until.date()
            before = found.get(day, Day("deadline", ()))
            said = f"{van.day.month}/{van.day.day}便の締切"
            if said not in before.lines:
                found[day] = Day(before.kind, (*before.lines, said))
    return found


def rows(days: Iterable[VanDay]) -> list[tuple[str, ...]]:
    return [
        (
            shown(van.day),
            f"{van.run}回目",
            shown(van.order_until) if van.order_until else "資料にありません",
            cited_ja(van.citations),
        )
        for van in days
    ]


def as_json(days: Iterable[VanDay]) -> str:
    written = [
        {
            "day": van.day.isoformat(),
            "run": van.run,
            "order_until": f"{van.order_until:%Y-%m-%dT%H:%M}" if van.order_until else None,
            "citations": [{"document": c.document, "article": c.article} for c in van.citations],
        }
        for van in days
    ]
    return json.dumps(written, ensure_ascii=False, indent=1)
