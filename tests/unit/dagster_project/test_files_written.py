"""Files for readers are written once a build: what was cut off before them is known."""

from pathlib import Path

import pytest

from dagster_project.files_written import FILES, are_written, note_written
from warehouse.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "work").mkdir()
    return Places(tmp_path)


def test_they_are_written_when_each_kind_is_of_the_build(places: Places) -> None:
    assert not are_written(places, "a")
    for asset in FILES:
        assert not are_written(places, "a")
        note_written(places, asset, "a")
    assert are_written(places, "a")
    assert not are_written(places, "b")
    note_written(places, FILES[0], "b")
    assert not are_written(places, "a")


def test_a_damaged_note_means_that_they_are_written_once_more(places: Places) -> None:
    places.files_written.write_text("[1", encoding="utf-8")
    assert not are_written(places, "a")
    note_written(places, FILES[0], "a")
    places.files_written.write_text("[1]", encoding="utf-8")
    assert not are_written(places, "a")
