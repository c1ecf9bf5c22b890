"""Person-days of suspension from spells: where a stop begins, whether it goes on, when it is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from tests.unit.warehouse.test_answers import Said
from warehouse.answers import Desk
from warehouse.suspensions import suspended_days

YEAR = 2030


@dataclass(frozen=True)
class Stops:
    """A stop begins so many days after the due date, and lasts so many days after the last return."""

    after: int | None
    goes_on: bool = True
    lasts: int = 0

    def alike(
        self, question: str, fact: str, values: Sequence[Any], facts: Sequence[str], same: Mapping[str, Any]
    ) -> list[Any]:
        return list(values)

    def answers(
        self, question: str, facts: Sequence[str], rows: Sequence[tuple[Any, ...]], same: Mapping[str, Any]
    ) -> list[Said]:
        return [self._answer(question, {**same, **dict(zip(facts, row, strict=True))}) for row in rows]

    def _answer(self, question: str, given: Mapping[str, Any]) -> Said:
        if question == "suspension.start":
            if self.after is None:
                return Said("unspecified")
            return Said("date", given["due_on"] + timedelta(days=self.after))
        if given["items_out"]:
            is_stopped = self.goes_on and given["currently_suspended"]
        else:
            is_stopped = given["on"] < given["returned_on"] + timedelta(days=self.lasts)
        return Said("suspended" if is_stopped else "not_suspended")


def days_of(rules: Stops, due: list[date], returned: list[date | None]) -> dict[date, int]:
    """Days by month of two persons with such a spell."""
    connection = duckdb.connect()
    connection.execute(
        "create temp table effects (rules varchar, measure varchar, rule_id varchar, article varchar, days_moved integer,"
        " library_path varchar, age_group_code varchar, month_date date, value bigint)"
    )
    connection.execute(
        "create temp table what_if_spells as select '中央' as library_path, '0_12' as age_group_code,"
        " $due::date[] as due_dates, $returned::date[] as returned_dates, 2 as spells",
        {"due": due, "returned": returned},
    )
    suspended_days(connection, Desk(connection, rules, "ours"), "ours", YEAR)
    return dict(connection.execute("select month_date, value from effects order by all").fetchall())


def day(month: int, number: int) -> date:
    return date(YEAR, month, number)


@pytest.mark.parametrize(
    ("rules", "returned", "expected"),
    [
        (Stops(11), day(5, 12), {}),
        (Stops(11), day(5, 13), {day(5, 1): 2}),
        (Stops(11), day(6, 3), {day(5, 1): 2 * 20, day(6, 1): 2 * 2}),
        (Stops(11, lasts=3), day(5, 13), {day(5, 1): 2 * 4}),
        # Late, but not stopped before the return: only what follows it.
        (Stops(11, lasts=3), day(5, 5), {day(5, 1): 2 * 3}),
        (Stops(None), day(6, 3), {}),
    ],
)
def test_a_stop_runs_from_its_first_day_until_it_is_over(
    rules: Stops, returned: date, expected: dict[date, int]
) -> None:
    assert days_of(rules, [day(5, 1)], [returned]) == expected


def test_a_stop_that_is_not_over_ends_with_the_year() -> None:
    assert days_of(Stops(11), [date(YEAR + 1, 3, 1)], [None]) == {date(YEAR + 1, 3, 1): 2 * 20}


@pytest.mark.parametrize(("goes_on", "days"), [(True, 10), (False, 2)])
def test_whether_a_stop_goes_on_while_something_else_is_late_is_asked(goes_on: bool, days: int) -> None:
    # The first item is back on the second day of the stop; the other was due later and is out for eight days more.
    due, returned = [day(5, 1), day(5, 10)], [day(5, 14), day(5, 22)]
    expected = {day(5, 1): 2 * (days if goes_on else 2 + 1)}
    assert days_of(Stops(11, goes_on), due, returned) == expected
