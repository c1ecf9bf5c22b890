"""Closing days, hours and moved last days of a municipality that no source knows."""

import pytest

from lending_rules.decide import Engine
from tests.unit.lending_rules.imaginary import ask, engine_of_one


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of_one(tmp_path_factory.mktemp("imaginary"))


@pytest.mark.parametrize(
    ("library", "on", "last_day"),
    [
        ("本館", "2030-06-11", "2030-06-25"),
        ("本館", "2030-06-10", "2030-06-25"),
        ("本館", "2030-04-22", "2030-05-06"),
        ("本館", "2030-04-23", "2030-05-08"),
        ("本館", "2030-04-16", "2030-05-01"),
        ("山の分室", "2030-04-16", "2030-05-02"),
        ("本館", "2031-01-28", "2031-02-18"),
    ],
    ids=[
        "an open day stays",
        "a Monday moves to Tuesday",
        "a Monday that is a holiday is open",
        "the day that is closed in its stead moves on",
        "the end of the month moves into the next",
        "the room is closed on the Wednesday as well",
        "stock-taking and the Monday after it",
    ],
)
def test_the_last_day_moves_off_closed_days(engine: Engine, library: str, on: str, last_day: str) -> None:
    assert ask(engine, "due_date.due_date", on=on, library=library)["value"] == last_day


@pytest.mark.parametrize(
    ("library", "on", "outcome", "reasons"),
    [
        ("本館", "2030-06-10", "closed", ["monday"]),
        ("本館", "2030-05-06", "open", []),
        ("本館", "2030-05-07", "closed", ["monday_moved"]),
        ("本館", "2030-06-12", "open", []),
        ("山の分室", "2030-06-12", "closed", ["wednesday"]),
        ("山の分室", "2031-01-01", "closed", ["wednesday"]),
        ("山の分室", "2031-01-02", "open", []),
        ("本館", "2030-08-30", "closed", ["end_of_month"]),
        ("本館", "2030-08-31", "open", []),
        ("本館", "2031-02-09", "open", []),
        ("本館", "2031-02-11", "closed", ["stock_taking"]),
        ("本館", "2031-02-16", "closed", ["stock_taking"]),
        ("本館", "2031-02-18", "open", []),
        ("山の分室", "2030-06-06", "closed", ["listed"]),
        ("本館", "2030-06-06", "open", []),
    ],
)
def test_closing_days(engine: Engine, library: str, on: str, outcome: str, reasons: list[str]) -> None:
    answer = ask(engine, "calendar_open.open", library=library, on=on)

    assert (answer["outcome"], answer["reasons"], answer["warnings"]) == (outcome, reasons, [])


def test_hours_by_day(engine: Engine) -> None:
    hours = {
        (library, on): ask(engine, "opening_hours.hours", library=library, on=on).get("value")
        for library, on in (("本館", "2030-06-12"), ("本館", "2030-05-06"), ("山の分室", "2030-06-13"))
    }

    assert list(hours.values()) == [
        {"open": "10:00", "close": "19:00"},
        {"open": "10:00", "close": "17:00"},
        {"open": "13:00", "close": "17:00"},
    ]


def test_a_list_of_closing_days_fails_after_its_end(engine: Engine) -> None:
    last = ask(engine, "calendar_open.open", library="山の分室", on="2031-03-30")
    after = ask(engine, "calendar_open.open", library="山の分室", on="2031-04-01")
    closed_anyway = ask(engine, "calendar_open.open", library="山の分室", on="2031-04-02")

    assert last["outcome"] == "open"
    assert (after["outcome"], [w["code"] for w in after["warnings"]]) == ("unspecified", ["list_ended"])
    assert closed_anyway["outcome"] == "closed"
