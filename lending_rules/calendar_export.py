"""Calendars of open days and of van days, as JSON and iCalendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from lending_rules.calendars import LibraryDay, library_day
from lending_rules.conditions import Facts
from lending_rules.dates import ONE_DAY, days_between
from lending_rules.decide import Engine
from lending_rules.labels import shown
from lending_rules.model import Citation, Library
from lending_rules.rulebook import Rulebook

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class VanDay:
    """A run of the school van: its day, its number in the week, and the last moment to order for it."""

    day: date
    run: int
    order_until: datetime | None
    citations: tuple[Citation, ...]


def library_days(book: Rulebook, library: Library, first: date, last: date, facts: Facts) -> list[LibraryDay]:
    """Every day of a span, both ends included.

    Args:
        book: the municipality's rules.
        library: one that the texts name.
        first: first day.
        last: last day.
        facts: `special_closures` and `facility_opened` where they are known.
    """
    return [library_day(book, library, day, facts) for day in days_between(first, last)]


def days_json(days: Iterable[LibraryDay]) -> list[dict[str, Any]]:
    """One object a day: whether it is open (null: no text says), hours, reasons, citations, warnings."""
    return [
        {
            "day": found.day.isoformat(),
            "open": found.is_open,
            "hours": None if found.hours is None else {"open": found.hours.open, "close": found.hours.close},
            "reasons": list(found.reasons),
            "citations": [{"document": c.document, "article": c.article} for c in found.citations],
            "warnings": [point.text_ja for point in found.warnings],
        }
        for found in days
    ]


def days_icalendar(book: Rulebook, library: Library, days: Sequence[LibraryDay]) -> bytes:
    """Closed days as all-day events, open days with known hours as events of that time (Asia/Tokyo, floating)."""
    calendar = _calendar(f"{book.name_ja} {library.name}")
    for found in days:
        event = _event(f"{found.day.isoformat()}-{library.name}@{book.slug}", found.day)
        event.add("description", _cited(found.citations))
        if found.is_open is False:
            event.add("summary", f"休館 {library.name}")
            event.add("dtstart", found.day)
            event.add("dtend", found.day + ONE_DAY)
        elif found.is_open and found.hours is not None:
            event.add("summary", f"開館 {library.name}")
            event.add("dtstart", _moment(found.day, found.hours.open))
            event.add("dtend", _moment(found.day, found.hours.close))
        else:
            continue
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def van_days(
    engine: Engine, book: Rulebook, first: date, last: date, school: str | None = None
) -> list[VanDay]:
    """Regular runs of the van whose week lies in a span, outside long vacations.

    Args:
        engine: answers the questions `delivery.run_date` and `delivery.order_deadline`.
        book: the municipality.
        first: first day; its week counts.
        last: last day.
        school: a school with rules of its own; None for those on the van's round.
    """
    found = []
    monday = first - ONE_DAY * first.weekday()
    while monday <= last:
        for run in (1, 2):
            day = _run_day(engine, book, monday, run, school)
            if day is not None and first <= day.day <= last:
                found.append(day)
        monday += A_WEEK
    return found


def _run_day(engine: Engine, book: Rulebook, monday: date, run: int, school: str | None) -> VanDay | None:
    asked: dict[str, Any] = {"on": monday.isoformat(), "run": run}
    if school is not None:
        asked["school_name"] = school
    # The second run goes only with what the first could not carry; the calendar shows when it would.
    when = _asked(engine, book, {**asked, "query": "run_date", "leftover": True})
    if when["outcome"] != "date":
        return None
    day = date.fromisoformat(when["value"])
    until = _asked(engine, book, {**asked, "query": "order_deadline", "run_on": day.isoformat()})
    moment = datetime.fromisoformat(until["value"]) if until["outcome"] == "date" else None
    cited = tuple(Citation(**c) for c in (*when["citations"], *until["citations"]))
    return VanDay(day, run, moment, tuple(dict.fromkeys(cited)))


def _asked(engine: Engine, book: Rulebook, inputs: dict[str, Any]) -> dict[str, Any]:
    return engine.decide({"id": "van", "municipality": book.slug, "kind": "delivery", "inputs": inputs})


def van_icalendar(book: Rulebook, days: Iterable[VanDay]) -> bytes:
    """Runs of the van as all-day events with their deadline."""
    calendar = _calendar(f"{book.name_ja} 学校への配送")
    for found in days:
        event = _event(f"{found.day.isoformat()}-{found.run}-van@{book.slug}", found.day)
        event.add("summary", f"配送{found.run}回目")
        until = "" if found.order_until is None else f"申込みは{shown(found.order_until)}まで。"
        event.add("description", until + _cited(found.citations))
        event.add("dtstart", found.day)
        event.add("dtend", found.day + ONE_DAY)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//nenpo//lending rules//JA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _event(uid: str, day: date) -> Event:
    event = Event()
    event.add("uid", uid)
    # The moment of writing would make each file another; the day itself keeps equal calendars equal.
    event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
    return event


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, datetime.strptime(clock, "%H:%M").time())


def _cited(citations: Iterable[Citation]) -> str:
    return "、".join(f"{citation.document} {citation.article}" for citation in citations)
