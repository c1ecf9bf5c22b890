"""What holds of the deliveries for a span of days, and which days of it nobody has delivered yet."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from catalog.load import Catalog
from ingestion.feeds.layouts import LAYOUTS
from ingestion.form_file import FEED as FORM_FEED
from ingestion.ledger import Ledger, Winner

# The day of acceptance is the day in the office.
_OFFICE = ZoneInfo("Asia/Tokyo")
_FORM_JA = "月報"

Span = tuple[date, date]


def held(var: Path, catalog: Catalog, code: str, first: date, last: date) -> list[dict[str, Any]]:
    """The deliveries that hold for days of a span, in a form that JSON keeps.

    Args:
        var: the installation's state.
        catalog: says what each feed brings.
        code: five digits of the municipality.
        first: first day of the span.
        last: last day of the span.

    Returns:
        A record a delivery: feed, feed_ja, delivery_id, file_name, accepted_on (ISO date in Japan, None in a ledger of
        before it was kept) and days, as pairs of first and last day.
    """
    ledger = Ledger(var)
    try:
        winners, deliveries = ledger.winners(), ledger.rows("deliveries")
    finally:
        ledger.close()
    by_id = {row["delivery_id"]: row for row in deliveries}
    names = _names_ja(catalog, code)
    days: dict[tuple[str, str], list[date]] = {}
    for winner in _of(winners, code):
        if first <= winner.day <= last:
            days.setdefault((winner.feed, winner.delivery_id), []).append(winner.day)
    return [
        {
            "feed": feed,
            "feed_ja": names.get(feed, feed),
            "delivery_id": delivery_id,
            "file_name": by_id[delivery_id]["file_name"],
            "accepted_on": _day_in_office(by_id[delivery_id]["accepted_at"]),
            "days": [[a.isoformat(), b.isoformat()] for a, b in spans(of)],
        }
        for (feed, delivery_id), of in sorted(days.items())
    ]


def gaps(
    var: Path, catalog: Catalog, code: str, first: date, last: date, closed: Collection[date]
) -> dict[str, list[Span]]:
    """Days of a span that are not delivered, by the Japanese name of the feed.

    A feed counts from its first delivery on: one that began after the span is not missed in it. Of a feed that tells
    how things stand on a day, the last day of a fiscal year or the one after is wanted where the span ends with it.

    Args:
        var: the installation's state.
        catalog: says what each feed brings.
        code: five digits of the municipality.
        first: first day of the span.
        last: last day of the span.
        closed: days on which every library was closed; nothing is missed on them.
    """
    ledger = Ledger(var)
    try:
        winners = list(_of(ledger.winners(), code))
    finally:
        ledger.close()
    wanted = [first + timedelta(n) for n in range((last - first).days + 1)]
    days: dict[str, set[date]] = {}
    for winner in winners:
        days.setdefault(winner.feed, set()).add(winner.day)
    snapshots = _snapshots(catalog, code)
    names = _names_ja(catalog, code)
    found: dict[str, list[Span]] = {}
    for feed, there in sorted(days.items()):
        if feed in snapshots:
            ends_year = (last.month, last.day) == (3, 31)
            missing = [last] if ends_year and not {last, last + timedelta(1)} & there else []
        elif min(there) > last:
            missing = []
        else:
            missing = [day for day in wanted if day not in there and day not in closed]
        if missing:
            found[names.get(feed, feed)] = list(spans(missing))
    return found


def spans(days: Iterable[date]) -> Iterable[Span]:
    """Days as runs of days that follow each other."""
    ordered = sorted(days)
    for _, run in groupby(enumerate(ordered), lambda place: place[1] - timedelta(place[0])):
        of_run = [day for _, day in run]
        yield of_run[0], of_run[-1]


def _of(winners: Iterable[Winner], code: str) -> Iterable[Winner]:
    return (winner for winner in winners if winner.municipality_code == code)


def _snapshots(catalog: Catalog, code: str) -> set[str]:
    return {
        delivery.feed
        for m in catalog.municipalities
        if m.municipality_code == code
        for delivery in m.deliveries
        if LAYOUTS[delivery.layout].is_snapshot
    }


def _names_ja(catalog: Catalog, code: str) -> dict[str, str]:
    names = {
        delivery.feed: LAYOUTS[delivery.layout].name_ja
        for m in catalog.municipalities
        if m.municipality_code == code
        for delivery in m.deliveries
    }
    return {**names, FORM_FEED: _FORM_JA}


def _day_in_office(moment: str | None) -> str | None:
    if moment is None:
        return None
    return datetime.fromisoformat(moment).astimezone(_OFFICE).date().isoformat()
