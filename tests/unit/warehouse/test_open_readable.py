"""Readers get the newest build that can be read, and are told when it is not the one that CURRENT names."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.warehouse.published_file import BUILT_AT, DIMENSIONS, publish_tables
from warehouse.errors import UserError
from warehouse.open import open_published, open_readable

OLDER, NEWER = "20260102T030405-01234567", "20260102T030505-01234567"


@pytest.fixture
def var(tmp_path: Path) -> Path:
    publish_tables(tmp_path, dict(DIMENSIONS))
    publish_tables(tmp_path, dict(DIMENSIONS), BUILT_AT + timedelta(minutes=1))
    return tmp_path


def test_a_whole_build_is_opened_as_it_is(var: Path) -> None:
    found = open_readable(var)
    assert (found.build.build_id, found.stands_in) == (NEWER, False)


@pytest.mark.parametrize("damage", ["gone", "cut", "other", "manifest", "manifest_gone", "manifest_keys"])
def test_the_build_before_stands_in_for_one_that_cannot_be_read(var: Path, damage: str) -> None:
    file = var / "builds" / f"nenpo-{NEWER}.duckdb"
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        # DuckDB opens this: only the size gives it away.
        file.write_bytes(file.read_bytes()[:-4096])
    elif damage == "other":
        file.write_bytes(b"x" * file.stat().st_size)
    elif damage == "manifest":
        file.with_suffix(".json").write_text("{", encoding="utf-8")
    elif damage == "manifest_gone":
        file.with_suffix(".json").unlink()
    else:
        file.with_suffix(".json").write_text("{}", encoding="utf-8")
    found = open_readable(var)
    assert (found.build.build_id, found.stands_in) == (OLDER, True)
    assert found.rows("select count(*) from dim_municipality") == [(1,)]


def test_what_writes_files_is_not_given_another_build(var: Path) -> None:
    (var / "builds" / f"nenpo-{NEWER}.duckdb").unlink()
    with pytest.raises(UserError, match=NEWER):
        open_published(var)


def test_a_pointer_that_is_no_text_leads_to_the_newest_build(var: Path) -> None:
    (var / "builds" / "CURRENT").write_bytes(b"\xff\xfe\x00")
    found = open_readable(var)
    assert (found.build.build_id, found.stands_in) == (NEWER, True)


def test_without_a_readable_build_the_sentence_is_of_the_newest(var: Path) -> None:
    for file in (var / "builds").glob("*.duckdb"):
        file.write_bytes(b"")
    with pytest.raises(UserError, match=NEWER):
        open_readable(var)


def test_a_build_that_was_never_pointed_to_is_not_published(var: Path) -> None:
    (var / "builds" / "CURRENT").unlink()
    with pytest.raises(UserError, match="公開されたデータがありません"):
        open_readable(var)
