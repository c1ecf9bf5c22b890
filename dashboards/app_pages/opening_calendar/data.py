"""A library's month as cells of a grid and as rows of a list."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboards.rules.month import Day
from lending_rules.calendars import LibraryDay
from lending_rules.compare import cited_ja
from lending_rules.dates import WEEKDAYS_JA, is_holiday
from lending_rules.model import Library
from lending_rules.reasons import reason_ja
from lending_rules.rulebook import Rulebook, standing

LIST_HEADS = ("日", "状態", "時間", "理由", "条文")
LIST_LABELS = (1, 2)
LIST_PROSE = (3, 4)
STATES_JA = {True: "開館", False: "休館", None: "不明"}
KINDS = {True: "open", False: "closed", None: "unknown"}


def libraries(book: Rulebook, day: date) -> list[Library]:
    """Those that stand in law on a day first, so that a page begins with one of them."""
    return sorted(
        book.libraries, key=lambda library: bool(library.periods) and standing(library, day) is None
    )


def cells(days: Iterable[LibraryDay]) -> dict[date, Day]:
    return {found.day: Day(KINDS[found.is_open], _lines(found)) for found in days}


def _lines(found: LibraryDay) -> tuple[str, ...]:
    if found.is_open is False:
        return ("休館", *(reason_ja(code) for code in found.reasons))
    if found.hours is not None:
        return (f"{found.hours.open}～", found.hours.close)
    return (STATES_JA[found.is_open],)


def rows(days: Iterable[LibraryDay]) -> list[tuple[str, ...]]:
    return [
        (
            _day_ja(found.day),
            STATES_JA[found.is_open],
            f"{found.hours.open}～{found.hours.close}" if found.hours else "",
            "、".join(reason_ja(code) for code in found.reasons),
            cited_ja(found.hours_citations if found.is_open else found.citations),
        )
        for found in days
    ]


def _day_ja(day: date) -> str:
    holiday = "・祝" if is_holiday(day) else ""
    return f"{day.month}月{day.day}日({WEEKDAYS_JA[day.weekday()]}{holiday})"


def open_points(days: Iterable[LibraryDay]) -> list[str]:
    """What the texts leave open in the month, each once, with who settles it."""
    points = (f"{p.text_ja}（決めるのは{p.settled_by}）" for found in days for p in found.warnings)
    return list(dict.fromkeys(points))


def summary(days: Sequence[LibraryDay]) -> str:
    counts = {state: sum(found.is_open is state for found in days) for state in STATES_JA}
    unknown = f"、資料から分からない日{counts[None]}日" if counts[None] else ""
    return f"開館{counts[True]}日、休館{counts[False]}日{unknown}"
