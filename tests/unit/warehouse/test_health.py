"""What is wrong with an installation is told from its files: how the last build ended, what came since, how old it is."""

import fcntl
import time
from pathlib import Path

import pytest

from tests.unit.warehouse.published_file import DIMENSIONS, publish_tables
from warehouse.health import DAY_SECONDS, STALE_DAYS, complaint
from warehouse.places import Places
from warehouse.work_file import Stage, WorkState, _write


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return publish_tables(tmp_path, dict(DIMENSIONS))


def _note(places: Places, stage: Stage) -> None:
    _write(places, WorkState("code", "inputs", stage))


def _deliver(places: Places, name: str) -> None:
    # The clock of the file system ticks less often than this test runs.
    time.sleep(0.05)
    places.landing.mkdir(exist_ok=True)
    (places.landing / name).write_text("x", encoding="utf-8")


def test_a_fresh_build_is_well(places: Places) -> None:
    assert complaint(places, time.time()) is None


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        ("refused", "refused"),
        ("stopped", "stopped"),
        ("building", "cut_off"),
        ("outdated", None),
        ("published", None),
    ],
)
def test_how_the_last_build_ended(places: Places, stage: Stage, found: str | None) -> None:
    _note(places, stage)
    assert complaint(places, time.time()) == found


def test_a_build_at_work_is_no_complaint(places: Places) -> None:
    _note(places, "building")
    _deliver(places, "loans.csv")
    with places.lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert complaint(places, time.time()) is None
    assert complaint(places, time.time()) == "cut_off"


def test_a_state_cut_in_half_is_a_build_cut_off(places: Places) -> None:
    places.work_state.write_text('{"made_by": "co', encoding="utf-8")
    assert complaint(places, time.time()) == "cut_off"


def test_what_was_delivered_since_is_told_until_a_build_has_looked_at_it(places: Places) -> None:
    _deliver(places, ".partial.csv")
    assert complaint(places, time.time()) is None
    _deliver(places, "loans.csv")
    assert complaint(places, time.time()) == "overtaken"
    time.sleep(0.05)
    places.current.touch()
    assert complaint(places, time.time()) is None


def test_what_the_ledger_took_in_since_is_told(places: Places) -> None:
    time.sleep(0.05)
    places.ledger.mkdir()
    (places.ledger / "ledger.sqlite").touch()
    assert complaint(places, time.time()) == "overtaken"


def test_a_build_that_nobody_looked_at_for_long_is_old(places: Places) -> None:
    limit = places.current.stat().st_mtime + STALE_DAYS * DAY_SECONDS
    assert complaint(places, limit - 1) is None
    assert complaint(places, limit + 1) == "old"
