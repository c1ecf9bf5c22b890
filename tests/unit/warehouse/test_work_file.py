"""The file under construction stays from build to build, and is made anew when it cannot be trusted."""

import fcntl
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.work_file import (
    Stage,
    WorkState,
    begin,
    drop_cut_off,
    forget,
    is_building,
    note_stage,
    take_lock,
    work_state,
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An installation whose last build left a table behind and ended well."""
    found = Places(tmp_path / "var")
    with begin(found, "code", "inputs", 7) as connection:
        connection.execute("create table raw.kept as select 1 as x")
    note_stage(found, "published")
    return found


def tables(places: Places, made_by: str = "code") -> list[str]:
    with begin(places, made_by, "other inputs", 7) as connection:
        return [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]


@pytest.mark.parametrize("stage", ["published", "refused", "stopped"])
def test_it_is_kept_when_the_build_before_came_to_an_end(places: Places, stage: str) -> None:
    note_stage(places, stage)  # type: ignore[arg-type]
    assert tables(places) == ["kept"]
    assert work_state(places) == WorkState("code", "other inputs", "building", 7)


def test_other_code_or_seeds_make_it_anew(places: Places) -> None:
    assert tables(places, "other code") == []


def test_a_build_that_was_cut_off_makes_it_anew(places: Places) -> None:
    note_stage(places, "building")
    assert tables(places) == []


def test_a_file_that_does_not_open_is_made_anew(places: Places) -> None:
    places.candidate.write_bytes(b"no database")
    assert tables(places) == []
    assert duckdb.connect(str(places.candidate)).execute("select 1").fetchone() == (1,)


def test_a_file_of_which_nothing_is_known_is_made_anew(places: Places) -> None:
    places.work_state.unlink()
    assert tables(places) == []


@pytest.mark.parametrize(("stage", "is_there"), [("building", False), ("stopped", True), ("published", True)])
def test_only_what_was_cut_off_is_dropped(places: Places, stage: Stage, is_there: bool) -> None:
    note_stage(places, stage)
    drop_cut_off(places)
    assert places.candidate.exists() == is_there


def test_a_folder_that_was_laid_beside_it_goes_with_it(places: Places) -> None:
    (places.candidate.parent / f"{places.candidate.name}.tmp").mkdir()
    (places.candidate.parent / f"{places.candidate.name}.tmp" / "spilt").write_bytes(b"x")
    forget(places)
    assert list(places.candidate.parent.iterdir()) == []


def test_a_state_that_cannot_be_read_is_a_build_cut_off(places: Places) -> None:
    places.work_state.write_text("{", encoding="utf-8")
    assert tables(places) == []


def test_forgetting_it_leaves_nothing(places: Places) -> None:
    forget(places)
    assert list(places.candidate.parent.iterdir()) == []
    assert work_state(places) is None


def test_the_lock_is_taken_once_and_refused_to_others(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert not is_building(places)
    with_lock = places.lock
    with with_lock.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert is_building(places)
        with pytest.raises(UserError, match="別の作成がまだ動いています"):
            take_lock(places)
    take_lock(places)
    take_lock(places)
    assert not is_building(places), "this process is no other"
    with places.lock.open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
