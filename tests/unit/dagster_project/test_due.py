"""What is due on each day of a whole year, by the cities' own calendars."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.operation import CityOperation, Operation
from dagster_project.due import Due, due, due_between
from lending_rules.open_days import Calendar, office_day, open_days
from lending_rules.rulebook import read_rulebook
from tests.unit.lending_rules.small_books import CALENDAR, small_seeds
from warehouse.japan import JAPAN

CODE = "99001"
MEETINGS = (date(2025, 5, 20), date(2026, 3, 1))


def days_of(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def fiscal_year(operation: Operation, calendars: dict[str, Calendar]) -> list[Due]:
    days = days_of(date(2025, 4, 1), date(2026, 3, 31))
    return [each for day in days for each in due(day, operation, calendars)]


@pytest.fixture
def operation() -> Operation:
    return Operation(municipalities=(CityOperation(municipality_code=CODE, committee_dates=MEETINGS),))


def closed_on_mondays(tmp_path: Path, *closed: tuple[date, date]) -> Calendar:
    folder = small_seeds(tmp_path)
    (folder / "lending_rules" / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    return open_days(read_rulebook(folder, tmp_path), "本館", closed)


def test_a_year_by_the_calendar_of_the_city(operation: Operation, tmp_path: Path) -> None:
    found = fiscal_year(operation, {CODE: closed_on_mondays(tmp_path)})
    reports = [each for each in found if each.product == "monthly_report"]
    # Mondays are closed; one that is a holiday, such as 3 November 2025, is open and closes the day after.
    assert [f"{each.at:%m-%d %H:%M} {each.issue}" for each in reports] == [
        "04-03 06:00 2025-03",
        "05-03 06:00 2025-04",
        "06-04 06:00 2025-05",
        "07-03 06:00 2025-06",
        "08-03 06:00 2025-07",
        "09-04 06:00 2025-08",
        "10-03 06:00 2025-09",
        "11-03 06:00 2025-10",
        "12-04 06:00 2025-11",
        "01-03 06:00 2025-12",
        "02-04 06:00 2026-01",
        "03-04 06:00 2026-02",
    ]
    others = [f"{each.at:%m-%d %H:%M} {each.product} {each.issue}" for each in found if each not in reports]
    assert others == [
        "04-11 06:10 yearbook 2024",
        "04-11 06:20 csv_set 2024",
        "05-06 06:30 committee_pack 2025-05-20",
        "02-15 06:30 committee_pack 2026-03-01",
    ]


def test_closures_by_notice_move_the_day(operation: Operation, tmp_path: Path) -> None:
    stock_taking = (date(2025, 6, 1), date(2025, 6, 10))
    found = fiscal_year(operation, {CODE: closed_on_mondays(tmp_path, stock_taking)})
    assert [each.at.date() for each in found if each.issue == "2025-05"] == [date(2025, 6, 13)]


def test_a_month_without_enough_open_days_is_not_left_out(operation: Operation, tmp_path: Path) -> None:
    renovation = (date(2025, 6, 3), date(2025, 7, 31))
    found = fiscal_year(operation, {CODE: closed_on_mondays(tmp_path, renovation)})
    reports = {each.issue: each.at.date() for each in found if each.product == "monthly_report"}
    assert len(reports) == 12
    assert (reports["2025-05"], reports["2025-06"]) == (date(2025, 6, 30), date(2025, 7, 31))


def test_the_bundled_city_counts_its_first_thursday_and_new_year(repository: Path) -> None:
    seeds = repository / "seeds"
    (folder,) = (seeds / "municipalities").glob("28204_*")
    is_open = open_days(read_rulebook(folder, seeds), "中央図書館")
    operation = Operation(municipalities=(CityOperation(municipality_code="28204"),))
    found = fiscal_year(operation, {"28204": is_open})
    days = {each.issue: f"{each.at:%m-%d}" for each in found if each.product == "monthly_report"}
    # 3 April 2025 is a first Thursday; closed until 4 January, and the 5th is a Monday.
    assert (days["2025-03"], days["2025-12"]) == ("04-04", "01-08")


def test_a_city_without_a_calendar_counts_as_an_office() -> None:
    is_open = open_days(None, None)
    assert all(is_open(day) == office_day(day) for day in days_of(date(2025, 4, 25), date(2025, 5, 10)))
    assert not is_open(date(2025, 4, 29))
    assert not is_open(date(2025, 5, 3))
    assert is_open(date(2025, 5, 7))


def test_a_library_that_the_rules_do_not_name_is_told(tmp_path: Path) -> None:
    folder = small_seeds(tmp_path)
    with pytest.raises(CatalogError, match="「別館」はありません。本館"):
        open_days(read_rulebook(folder, tmp_path), "別館")


def test_what_a_city_does_not_issue_is_not_due() -> None:
    city = CityOperation(municipality_code=CODE, products=("csv_set",))
    found = fiscal_year(Operation(municipalities=(city,)), {CODE: office_day})
    assert [each.product for each in found] == ["csv_set"]


def test_each_moment_is_asked_for_once(operation: Operation) -> None:
    start = datetime(2025, 4, 1, tzinfo=JAPAN)
    moments = [start + timedelta(hours=7) * n for n in range(1500)]
    asked = [
        each
        for after, until in pairwise(moments)
        for each in due_between(after, until, operation, {CODE: office_day})
        if until.date() < date(2026, 4, 1)
    ]
    assert asked == fiscal_year(operation, {CODE: office_day})
    assert len({each.key for each in asked}) == len(asked) == 16
