"""Builds are listed, verified and gone back to by name; one changed byte anywhere is found and named."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.warehouse.published_file import BUILT_AT, DIMENSIONS, cell, publish_tables
from warehouse.builds import builds, roll_back, verify_build, verify_pointer, whole_current
from warehouse.errors import UserError
from warehouse.manifest import read_manifest, write_manifest
from warehouse.open import open_published, open_readable
from warehouse.places import Places
from warehouse.rolled_back import held_back, last_roll_back

FIRST, SECOND, THIRD = (f"20260102T03{minute}05-01234567" for minute in ("04", "05", "06"))
AT = BUILT_AT + timedelta(days=1)


@pytest.fixture(scope="module")
def published_thrice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("builds") / "var"
    for number in range(3):
        cells = [cell("t1", 2023, "本館", "冊数", n) for n in range(number + 1)]
        publish_tables(
            var, {**DIMENSIONS, "rpt_yearbook__cells": cells}, BUILT_AT + timedelta(minutes=number)
        )
    return var


@pytest.fixture
def places(published_thrice: Path, tmp_path: Path) -> Places:
    """An installation with three builds: of one, two and three cells."""
    shutil.copytree(published_thrice, tmp_path / "var")
    return Places(tmp_path / "var")


def flip(path: Path, at: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(bytes(content))


def shown(places: Places) -> tuple[str, int]:
    """The build that commands read, and its number of cells."""
    published = open_published(places.var)
    try:
        return published.build.build_id, published.rows("select count(*) from rpt_yearbook__cells")[0][0]
    finally:
        published.close()


def test_the_list_is_the_newest_first(places: Places) -> None:
    found = builds(places)
    assert [(b.build_id, b.standing, b.is_current) for b in found] == [
        (THIRD, "current", True),
        (SECOND, "kept", False),
        (FIRST, "kept", False),
    ]
    assert found[0].built_at == BUILT_AT + timedelta(minutes=2)
    assert found[0].size_bytes == (places.builds / f"nenpo-{THIRD}.duckdb").stat().st_size


def test_a_whole_build_has_no_faults(places: Places) -> None:
    assert [verify_build(places, build_id) for build_id in (FIRST, SECOND, THIRD)] == [[], [], []]
    assert verify_pointer(places) == []


def test_a_changed_byte_anywhere_in_a_manifest_is_found(places: Places) -> None:
    path = places.builds / f"nenpo-{THIRD}.json"
    whole = path.read_bytes()
    for at in range(0, len(whole), 5):
        flip(path, at)
        (fault,) = verify_build(places, THIRD)
        assert str(path) in fault, f"byte {at}"
        path.write_bytes(whole)
    assert verify_build(places, THIRD) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.999])
def test_a_changed_byte_of_a_file_is_found_and_never_shown(places: Places, share: float) -> None:
    path = places.builds / f"nenpo-{THIRD}.duckdb"
    flip(path, int(path.stat().st_size * share))
    (fault,) = verify_build(places, THIRD)
    assert str(path) in fault
    with pytest.raises(UserError, match=path.name):
        open_published(places.var)
    instead = open_readable(places.var)
    assert (instead.build.build_id, instead.stands_in) == (SECOND, True)
    assert whole_current(places) is None, "it is made anew"
    assert builds(places)[0].standing == "damaged"


def test_a_changed_byte_of_the_pointer_is_found(places: Places) -> None:
    flip(places.current, 3)
    (fault,) = verify_pointer(places)
    assert str(places.current) in fault
    with pytest.raises(UserError, match="CURRENT"):
        open_published(places.var)
    assert open_readable(places.var).build.build_id == THIRD


def test_a_table_with_other_rows_than_recorded_is_named(places: Places) -> None:
    manifest = read_manifest(places, THIRD)
    manifest["tables"]["dim_measure"]["rows"] += 1
    write_manifest(places, manifest)
    (fault,) = verify_build(places, THIRD)
    assert "dim_measure は2行" in fault


def test_a_build_that_is_not_there_is_answered_with_those_that_are(places: Places) -> None:
    with pytest.raises(UserError, match=f"{THIRD}、{SECOND}、{FIRST}"):
        roll_back(places, "20200101T000000-00000000", AT)


def test_going_back_shows_the_other_build_and_is_held(places: Places) -> None:
    inputs = str(whole_current(places)["inputs_hash"])  # type: ignore[index]
    looked_at = places.current.stat().st_mtime
    rolled_back = roll_back(places, FIRST, AT)
    assert shown(places) == (FIRST, 1)
    assert rolled_back is not None
    assert held_back(places, inputs) == rolled_back
    assert held_back(places, "other inputs") is None
    assert THIRD in rolled_back.sentence_ja
    assert "nenpo build --force" in rolled_back.sentence_ja
    assert [b.standing for b in builds(places)] == ["left", "kept", "current"]
    assert places.current.stat().st_mtime == looked_at, "nothing that was delivered since was looked at"


def test_going_back_twice_still_holds_the_newest(places: Places) -> None:
    roll_back(places, SECOND, AT)
    rolled_back = roll_back(places, FIRST, AT)
    assert rolled_back is not None
    assert rolled_back.from_id == THIRD
    assert roll_back(places, THIRD, AT) is None
    assert last_roll_back(places) is None
    assert shown(places) == (THIRD, 3)


def test_a_new_publication_ends_it(places: Places) -> None:
    roll_back(places, FIRST, AT)
    publish_tables(places.var, dict(DIMENSIONS), AT)
    assert last_roll_back(places) is None
    assert not places.rolled_back.exists()


def test_a_note_without_its_pointer_counts_for_nothing(places: Places) -> None:
    roll_back(places, FIRST, AT)
    # Killed between the note and the pointer, or moved by hand.
    places.current.write_text(THIRD + "\n", encoding="utf-8")
    assert last_roll_back(places) is None


def test_nobody_goes_back_to_a_damaged_build(places: Places) -> None:
    flip(places.builds / f"nenpo-{FIRST}.duckdb", 5000)
    with pytest.raises(UserError, match=f"nenpo-{FIRST}.duckdb が壊れています.*list"):
        roll_back(places, FIRST, AT)
    assert shown(places) == (THIRD, 3)


def test_what_is_left_because_it_is_damaged_is_not_held(places: Places) -> None:
    flip(places.builds / f"nenpo-{THIRD}.duckdb", 5000)
    assert roll_back(places, SECOND, AT) is None
    assert last_roll_back(places) is None


def test_what_was_left_stands_in_last(places: Places) -> None:
    roll_back(places, SECOND, AT)
    flip(places.builds / f"nenpo-{SECOND}.duckdb", 5000)
    assert open_readable(places.var).build.build_id == FIRST
