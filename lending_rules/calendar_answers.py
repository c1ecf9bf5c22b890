"""Answers to questions about open days and hours."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from lending_rules.calendars import LibraryDay, is_open_at, library_day
from lending_rules.dates import ONE_DAY, days_between, days_of_month
from lending_rules.decision import Decision
from lending_rules.findings import once
from lending_rules.model import Library, OpenPoint
from lending_rules.request import Request
from lending_rules.rulebook import Rulebook, standing

# No library is closed for a whole year.
_A_YEAR = timedelta(days=366)


def _day(book: Rulebook, request: Request, library: Library, day: date) -> LibraryDay:
    return library_day(book, library, day, request.facts)


def _open(book: Rulebook, request: Request, library: Library) -> Decision:
    found = _day(book, request, library, request.facts["on"])
    outcome = {True: "open", False: "closed", None: "unspecified"}[found.is_open]
    return Decision(
        outcome, reasons=found.reasons, citations=found.citations, warnings=found.warnings, steps=found.steps
    )


def _next_open_day(book: Rulebook, request: Request, library: Library) -> Decision:
    first = request.facts["on"] + ONE_DAY
    looked = []
    for day in days_between(first, first + _A_YEAR):
        looked.append(_day(book, request, library, day))
        if looked[-1].is_open is not False:
            break
    if looked[-1].is_open:
        return _over(looked, "date", looked[-1].day, None)
    found = _over(looked, "unspecified", None, None)
    point = OpenPoint(
        code="no_open_day_in_sight",
        text_ja="資料から次の開館日は分かりません",
        settled_by=book.system_ja,
    )
    return replace(found, warnings=once((*found.warnings, point)))


def _closed_days(book: Rulebook, request: Request, library: Library) -> Decision:
    looked = [_day(book, request, library, day) for day in days_of_month(request.facts["month"])]
    return _over(looked, "value", [found.day for found in looked if not found.is_open], "date")


def _open_day_count(book: Rulebook, request: Request, library: Library) -> Decision:
    span = days_between(request.facts["from"], request.facts["to"])
    looked = [_day(book, request, library, day) for day in span]
    return _over(looked, "value", sum(found.is_open is True for found in looked), "days")


def _over(looked: list[LibraryDay], outcome: str, value: object, unit: str | None) -> Decision:
    unknown = [found for found in looked if found.is_open is None]
    counted = unknown or looked
    return Decision(
        "unspecified" if unknown else outcome,
        None if unknown else value,
        None if unknown else unit,
        once(reason for found in counted for reason in found.reasons),
        once(citation for found in counted for citation in found.citations),
        once(point for found in counted for point in found.warnings),
        steps=once(step for found in counted for step in found.steps),
    )


def _established(book: Rulebook, request: Request, library: Library) -> Decision:
    """By a full name, whether the library bears it on the day; by a short one, whether it exists."""
    if not library.periods:
        return _standing_not_told(book)
    if not library.beginning_printed and request.facts["on"] < library.periods[0].from_:
        return replace(_standing_not_told(book), citations=library.periods[0].citations)
    place = standing(library, request.facts["on"])
    asked = request.given["library"]
    bearing = [period for period in library.periods if period.full_name.endswith(asked)]
    borne = place is not None and place.in_law and (not bearing or place in bearing)
    cited = place.citations if place is not None else (c for p in library.periods for c in p.citations)
    return Decision("value", borne, citations=once(cited))


def _standing_not_told(book: Rulebook) -> Decision:
    point = OpenPoint(
        code="standing_not_printed",
        text_ja="この館がいつ置かれたかを定めた規定は資料にありません",
        settled_by=book.system_ja,
    )
    return Decision("unspecified", warnings=(point,))


def _hours(book: Rulebook, request: Request, library: Library) -> Decision:
    found = _day(book, request, library, request.facts["on"])
    if found.is_open is False or (found.is_open is None and found.hours is None):
        return _open(book, request, library)
    if found.hours is None:
        return _no_hours(book, found)
    value = {"open": found.hours.open, "close": found.hours.close}
    return Decision("hours", value, None, (), found.hours_citations, found.warnings, steps=found.steps)


def _open_at(book: Rulebook, request: Request, library: Library) -> Decision:
    moment = request.facts["at"]
    found = _day(book, request, library, moment.date())
    inside = is_open_at(found, moment)
    if found.is_open is False or (found.is_open is None and inside is not False):
        return _open(book, request, library)
    if inside is None:
        return _no_hours(book, found)
    reasons = () if inside else ("outside_hours",)
    return Decision(
        "open" if inside else "closed",
        None,
        None,
        reasons,
        found.hours_citations,
        found.warnings,
        steps=found.steps,
    )


def _no_hours(book: Rulebook, found: LibraryDay) -> Decision:
    point = OpenPoint(
        code="hours_not_printed", text_ja="この日の開館時間は資料にありません", settled_by=book.system_ja
    )
    return Decision(
        "unspecified", citations=found.citations, warnings=(*found.warnings, point), steps=found.steps
    )


CALENDAR: Mapping[str, Callable[[Rulebook, Request, Library], Decision]] = {
    "calendar_open.open": _open,
    "calendar_open.next_open_day": _next_open_day,
    "calendar_open.closed_days": _closed_days,
    "calendar_open.open_day_count": _open_day_count,
    "calendar_open.established": _established,
    "opening_hours.hours": _hours,
    "opening_hours.open_at": _open_at,
}
