"""A build is published whole: a versioned file, its manifest, then the pointer."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.unit.warehouse.published_file import (
    BUILT_AT,
    DIMENSIONS,
    INPUTS_HASH,
    cell,
    publish_tables,
    write_candidate,
)
from warehouse import publish as module
from warehouse.manifest import current_manifest
from warehouse.places import Places
from warehouse.publish import publish
from warehouse.retention import KEEP, Retention

CELLS = [cell("t1", 2023, "本館", "冊数", number) for number in range(50)]
TABLES = {**DIMENSIONS, "rpt_yearbook__cells": CELLS}


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


def manifest(places: Places) -> dict[str, Any]:
    found = current_manifest(places)
    assert found is not None
    return found


def hashes(places: Places) -> dict[str, str]:
    return {table: content["content_hash"] for table, content in manifest(places)["tables"].items()}


def test_nothing_is_published_before_the_first_time(var: Path) -> None:
    assert current_manifest(Places(var)) is None


def test_the_pointer_names_the_build_and_the_manifest_describes_its_file(var: Path) -> None:
    places = publish_tables(var, TABLES)
    found = manifest(places)
    assert places.current.read_text(encoding="utf-8") == "20260102T030405-01234567\n"
    assert found["build_id"] == "20260102T030405-01234567"
    assert found["built_at"] == "2026-01-02T03:04:05+00:00"
    assert found["inputs_hash"] == INPUTS_HASH
    content = (places.builds / found["file"]).read_bytes()
    assert found["sha256"] == hashlib.sha256(content).hexdigest()
    assert found["tables"]["rpt_yearbook__cells"]["rows"] == 50


def test_nothing_is_left_beside_file_manifest_and_pointer(var: Path) -> None:
    places = publish_tables(var, TABLES)
    names = ["CURRENT", "nenpo-20260102T030405-01234567.duckdb", "nenpo-20260102T030405-01234567.json"]
    assert sorted(path.name for path in places.builds.iterdir()) == names


def test_only_the_finished_layers_are_copied(var: Path) -> None:
    places = write_candidate(var, TABLES)
    with duckdb.connect(str(places.candidate)) as connection:
        for schema in ("raw", "staging", "intermediate", "codes"):
            connection.execute(f"create schema {schema}; create table {schema}.of_{schema} as select 1 as x")
    publish(places, INPUTS_HASH, BUILT_AT)
    with duckdb.connect(str(places.builds / manifest(places)["file"]), read_only=True) as connection:
        tables = {
            row[0]
            for row in connection.execute("select table_name from information_schema.tables").fetchall()
        }
    assert tables == set(manifest(places)["tables"])
    assert {"rpt_yearbook__cells", "dim_measure", "of_codes"} <= tables
    assert not tables & {"of_raw", "of_staging", "of_intermediate"}


def test_the_same_content_has_the_same_hashes_whatever_its_order(var: Path) -> None:
    first = hashes(publish_tables(var / "a", TABLES))
    again = hashes(publish_tables(var / "b", {**TABLES, "rpt_yearbook__cells": CELLS[::-1]}))
    assert again == first


@pytest.mark.parametrize(
    "changed",
    [CELLS[:-1], [*CELLS[:-1], cell("t1", 2023, "本館", "冊数", 50)], [*CELLS, CELLS[0]]],
    ids=["a row less", "a figure", "a row twice"],
)
def test_other_content_has_another_hash_or_count(var: Path, changed: list[dict[str, Any]]) -> None:
    first = manifest(publish_tables(var / "a", TABLES))["tables"]
    other = manifest(publish_tables(var / "b", {**TABLES, "rpt_yearbook__cells": changed}))["tables"]
    assert [table for table in first if first[table] != other[table]] == ["rpt_yearbook__cells"]


def test_the_journal_of_deliveries_is_marked(var: Path) -> None:
    places = write_candidate(var, TABLES)
    with duckdb.connect(str(places.candidate)) as connection:
        connection.execute("create table marts.rpt_ingest__deliveries as select 'a.csv' as file_name")
    publish(places, INPUTS_HASH, BUILT_AT)
    tables = manifest(places)["tables"]
    assert [name for name, content in tables.items() if content.get("journal")] == ["rpt_ingest__deliveries"]


def test_a_second_publication_moves_the_pointer_and_keeps_the_first_file(var: Path) -> None:
    places = publish_tables(var, TABLES)
    first = manifest(places)
    publish_tables(var, {**TABLES, "rpt_yearbook__cells": CELLS[:1]}, BUILT_AT + timedelta(minutes=1))
    assert manifest(places)["build_id"] == "20260102T030505-01234567"
    kept = (places.builds / first["file"]).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == first["sha256"]


@pytest.mark.parametrize("step", ["_copy", "file_hash", "put_in_place", "write_manifest", "write_atomically"])
def test_a_failure_on_the_way_leaves_the_pointer_where_it_was(
    var: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    places = publish_tables(var, TABLES)
    before = manifest(places)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module, step, fail)
    with pytest.raises(OSError, match="no space left"):
        publish_tables(var, TABLES, BUILT_AT + timedelta(minutes=1))
    assert manifest(places) == before
    assert sorted(path.name for path in places.builds.iterdir()) == [
        "CURRENT",
        before["file"],
        before["file"].replace(".duckdb", ".json"),
    ]


def build_ids(places: Places) -> list[str]:
    """The builds that are there whole, by the minute and second of their ids."""
    found = sorted(path.stem for path in places.builds.glob("*.duckdb"))
    assert found == sorted(path.stem for path in places.builds.glob("*.json"))
    return [name.split("-")[1][-4:] for name in found]


def test_old_builds_go_when_enough_are_kept_and_the_time_for_their_readers_is_over(var: Path) -> None:
    retention = Retention(builds_kept=2, grace_hours=1)

    def publish_after(minutes: int) -> list[str]:
        places = write_candidate(var, TABLES)
        publish(places, INPUTS_HASH, BUILT_AT + timedelta(minutes=minutes), retention)
        return build_ids(places)

    for minutes in (0, 1, 2):
        found = publish_after(minutes)
    assert found == ["0405", "0505", "0605"], "who opened the first one may still be at it"
    # An hour after the first was followed by the second, then after that by the third.
    assert publish_after(61) == ["0505", "0605", "0505"]
    assert publish_after(62) == ["0605", "0505", "0605"]


def test_the_newest_builds_stay_however_old(var: Path) -> None:
    publish_tables(var, TABLES)
    for days in (100, 200):
        places = publish_tables(var, TABLES, BUILT_AT + timedelta(days=days))
    assert len(build_ids(places)) == KEEP.builds_kept


def test_what_was_cut_off_is_swept_by_the_next(var: Path) -> None:
    places = publish_tables(var, TABLES)
    (places.builds / "nenpo-broken.partial").write_bytes(b"half a file")
    (places.builds / "nenpo-broken.partial.wal").write_bytes(b"its log")
    (places.builds / "nenpo-broken.partial.tmp").mkdir()
    (places.builds / "nenpo-20260102T030406-01234567.duckdb").write_bytes(b"killed before its manifest")
    (places.builds / "CURRENT.partial").write_text("20")
    publish_tables(var, TABLES, BUILT_AT + timedelta(minutes=5))
    assert len(list(places.builds.iterdir())) == 5
    assert build_ids(places) == ["0405", "0905"]


@pytest.mark.parametrize("minutes", [0, -60], ids=["same second", "clock put back"])
def test_ids_never_go_back(var: Path, minutes: int) -> None:
    first = manifest(publish_tables(var, TABLES))
    second = manifest(publish_tables(var, TABLES, BUILT_AT + timedelta(minutes=minutes)))
    assert second["build_id"] > first["build_id"]
    assert second["built_at"] == (BUILT_AT + timedelta(minutes=minutes)).isoformat()


def test_the_manifest_is_readable_text(var: Path) -> None:
    places = publish_tables(var, TABLES)
    (path,) = places.builds.glob("*.json")
    assert json.loads(path.read_text(encoding="utf-8")) == manifest(places)
