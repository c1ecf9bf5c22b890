"""What is to be issued on a day: a pure answer, which the schedules only ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from catalog.operation import CityOperation, Operation, Product
from lending_rules.open_days import Calendar
from warehouse.japan import JAPAN

APRIL = 4
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Due:
    """A product of a municipality that is due at a moment.

    `issue` names it in the archive: the month (`YYYY-MM`) of a report, the fiscal year of a yearbook, the day of the
    meeting of a pack.
    """

    at: datetime
    municipality_code: str
    product: Product
    issue: str

    @property
    def key(self) -> str:
        """The same for the same product, however often it is asked for."""
        return f"{self.municipality_code}/{self.product}/{self.issue}"


def due(day: date, operation: Operation, calendars: Mapping[str, Calendar]) -> list[Due]:
    """What is to be issued on a day, in the order of its times.

    Args:
        day: in Japan.
        operation: times, meetings and what each municipality issues.
        calendars: the open days of each municipality of `operation`, by code.
    """
    found = [
        each
        for city in operation.municipalities
        for each in _due_in(day, operation, city, calendars[city.municipality_code])
        if each.product in city.products
    ]
    return sorted(found)


def about(product: Product, issue: str) -> date:
    """What an issue is about: the first day of its month or fiscal year, or the day of the meeting.

    Raises:
        ValueError: no product has an issue of that name.
    """
    if product == "committee_pack":
        return date.fromisoformat(issue)
    return date.fromisoformat(f"{issue}-01") if product == "monthly_report" else date(int(issue), APRIL, 1)


def due_between(
    after: datetime, until: datetime, operation: Operation, calendars: Mapping[str, Calendar]
) -> list[Due]:
    """What came due after a moment, up to and with another."""
    first, last = (moment.astimezone(JAPAN).date() for moment in (after, until))
    days = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return [each for day in days for each in due(day, operation, calendars) if after < each.at <= until]


def _due_in(day: date, operation: Operation, city: CityOperation, is_open: Calendar) -> list[Due]:
    found = []
    code = city.municipality_code
    if _is_open_day(day, operation.monthly_report.open_day, is_open):
        month = (day.replace(day=1) - ONE_DAY).replace(day=1)
        at = _at(day, operation.monthly_report.at)
        found.append(Due(at, code, "monthly_report", f"{month:%Y-%m}"))
    yearly: tuple[Product, ...] = ("yearbook", "csv_set")
    for product in yearly:
        times = operation.yearbook if product == "yearbook" else operation.csv_set
        if day.month == times.month and _is_open_day(day, times.open_day, is_open):
            found.append(Due(_at(day, times.at), code, product, str(last_fiscal_year(day))))
    ahead = ONE_DAY * operation.committee_pack.days_before
    for meeting in city.committee_dates:
        if meeting - ahead == day:
            at = _at(day, operation.committee_pack.at)
            found.append(Due(at, code, "committee_pack", meeting.isoformat()))
    return found


def last_fiscal_year(day: date) -> int:
    """The last fiscal year that had ended on a day, as the calendar year of its 1 April."""
    return day.year - 1 if day.month >= APRIL else day.year - 2


def _is_open_day(day: date, number: int, is_open: Calendar) -> bool:
    """Whether a day is the n-th open day of its month; its last day where it has fewer, so that no month is left out."""
    days = (day.replace(day=n) for n in range(1, day.day + 1))
    so_far = sum(is_open(each) for each in days)
    if so_far < number:
        return (day + ONE_DAY).month != day.month
    return so_far == number and is_open(day)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), JAPAN)
