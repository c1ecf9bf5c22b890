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


@pytest.fixture
def seeds(tmp_path: Path, places: Places) -> Path:
    """What the build was made from, older than it."""
    folder = tmp_path / "seeds" / "rules"
    folder.mkdir(parents=True)
    (folder / "loans.yaml").write_text("x", encoding="utf-8")
    time.sleep(0.05)
    places.current.touch()
    return folder.parent


def _note(places: Places, stage: Stage) -> None:
    _write(places, WorkState("code", "inputs", stage))


def _deliver(places: Places, name: str) -> None:
    # The clock of the file system ticks less often than this test runs.
    time.sleep(0.05)
    places.landing.mkdir(exist_ok=True)
    (places.landing / name).write_text("x", encoding="utf-8")


def test_a_fresh_build_is_well(places: Places, seeds: Path) -> None:
    assert complaint(places, seeds, time.time()) is None


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
def test_how_the_last_build_ended(places: Places, seeds: Path, stage: Stage, found: str | None) -> None:
    _note(places, stage)
    assert complaint(places, seeds, time.time()) == found


def test_a_build_at_work_is_no_complaint(places: Places, seeds: Path) -> None:
    _note(places, "building")
    _deliver(places, "loans.csv")
    with places.lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert complaint(places, seeds, time.time()) is None
    assert complaint(places, seeds, time.time()) == "cut_off"


def test_a_state_cut_in_half_is_a_build_cut_off(places: Places, seeds: Path) -> None:
    places.work_state.write_text('{"made_by": "co', encoding="utf-8")
    assert complaint(places, seeds, time.time()) == "cut_off"


def test_what_was_delivered_since_is_told_until_a_build_has_looked_at_it(places: Places, seeds: Path) -> None:
    _deliver(places, ".partial.csv")
    assert complaint(places, seeds, time.time()) is None
    _deliver(places, "loans.csv")
    assert complaint(places, seeds, time.time()) == "overtaken"
    time.sleep(0.05)
    places.current.touch()
    assert complaint(places, seeds, time.time()) is None


def test_what_the_ledger_took_in_since_is_told(places: Places, seeds: Path) -> None:
    time.sleep(0.05)
    places.ledger.mkdir()
    (places.ledger / "ledger.sqlite").touch()
    assert complaint(places, seeds, time.time()) == "overtaken"


@pytest.mark.parametrize("change", ["edited", "added", "moved here"])
def test_seeds_that_changed_since_are_told_until_a_build_has_looked_at_them(
    places: Places, seeds: Path, tmp_path: Path, change: str
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("older", encoding="utf-8")
    places.current.touch()
    time.sleep(0.05)
    file = seeds / "rules" / "loans.yaml"
    if change == "edited":
        file.write_text("y", encoding="utf-8")
    elif change == "added":
        file.with_name("more.yaml").touch()
    else:
        # Its content keeps the time from where it was.
        other.rename(file)
    assert complaint(places, seeds, time.time()) == "edited"
    time.sleep(0.05)
    places.current.touch()
    assert complaint(places, seeds, time.time()) is None


@pytest.mark.parametrize(("seed_files", "found"), [(1, None), (2, "edited"), (None, None)])
def test_a_seed_that_was_taken_away_is_a_change(
    places: Places, seeds: Path, seed_files: int | None, found: str | None
) -> None:
    _write(places, WorkState("code", "inputs", "published", seed_files))
    assert complaint(places, seeds, time.time()) == found


def test_an_editor_that_has_a_seed_open_is_no_change(places: Places, seeds: Path) -> None:
    time.sleep(0.05)
    (seeds / "rules" / ".loans.yaml.swp").touch()
    assert complaint(places, seeds, time.time()) is None


def test_without_seeds_nothing_is_said_of_them(places: Places, tmp_path: Path) -> None:
    _write(places, WorkState("code", "inputs", "published", 2))
    assert complaint(places, tmp_path / "nowhere", time.time()) is None


def test_a_build_that_nobody_looked_at_for_long_is_old(places: Places, seeds: Path) -> None:
    limit = places.current.stat().st_mtime + STALE_DAYS * DAY_SECONDS
    assert complaint(places, seeds, limit - 1) is None
    assert complaint(places, seeds, limit + 1) == "old"
