"""A city's own calendar as a plain question: is this day an open day?"""

from collections.abc import Callable, Iterable
from datetime import date

from catalog.errors import CatalogError
from lending_rules.calendars import library_day
from lending_rules.dates import is_holiday
from lending_rules.model import Library
from lending_rules.rulebook import Rulebook
from lending_rules.words import folded

# Whether a day is an open day.
Calendar = Callable[[date], bool]
_SATURDAY = 5


def office_day(day: date) -> bool:
    """Monday to Friday outside holidays: what is left where no text tells on which days a library is open."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def open_days(
    book: Rulebook | None, library_name: str | None, closed: Iterable[tuple[date, date]] = ()
) -> Calendar:
    """The calendar of one library of a city.

    Closing days, holidays and what moves with them come from the rules in force on the day; days that no text decides
    count as an office counts them.

    Args:
        book: the city's rules; None where it has none.
        library_name: whose calendar; None for the first that the rules name.
        closed: first and last days of closures that the rules leave to a notice, such as stock-taking.

    Raises:
        CatalogError: the rules name no such library.
    """
    spans = tuple(closed)
    library = None if book is None else _library(book, library_name)

    def is_open(day: date) -> bool:
        if any(first <= day <= last for first, last in spans):
            return False
        if book is None or library is None:
            return office_day(day)
        found = library_day(book, library, day, {}).is_open
        return office_day(day) if found is None else found

    return is_open


def _library(book: Rulebook, name: str | None) -> Library | None:
    if name is None:
        return book.libraries[0] if book.libraries else None
    library = book.library(folded(name))
    if library is None:
        known = "、".join(one.name for one in book.libraries)
        raise CatalogError(
            f"seeds/operation.yaml: {book.name_ja}の規則に図書館「{name}」はありません。{known} から選んでください。"
        )
    return library
