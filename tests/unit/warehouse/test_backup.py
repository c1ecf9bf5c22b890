"""A backup holds all that cannot be made again, and comes back byte for byte."""

import errno
import gzip
import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from ingestion.depersonalise import destroy
from tests.seeds_tree import CODE
from tests.unit.warehouse.backup_office import AT, Office, content
from tests.unit.warehouse.published_file import DIMENSIONS
from warehouse import backup as writing
from warehouse.backup import keep_newest
from warehouse.backup_file import backups_in, made_at, newest
from warehouse.backup_keys import renew_keys
from warehouse.errors import UserError
from warehouse.restore import drill, restore

KEPT = ("raw", "ledger", "keys", "closings", "archive", "builds")


def test_what_comes_back_is_what_was_kept(office: Office, tmp_path: Path) -> None:
    backup = office.back_up()
    assert (backup.name, backup.stat().st_mode & 0o777) == ("nenpo-backup-20260102T030405Z.tar.gz", 0o600)
    assert office.folder.stat().st_mode & 0o777 == 0o700
    index = restore(backup, tmp_path / "back")
    kept, back = content(office.root), content(tmp_path / "back")
    wanted = {
        name: bytes_
        for name, bytes_ in kept.items()
        if name.startswith(
            ("seeds/", "var/state.json", "var/logs/runs.jsonl", *(f"var/{folder}/" for folder in KEPT))
        )
    }
    del wanted["var/raw/half.parquet.partial"]
    wanted = {name: bytes_ for name, bytes_ in wanted.items() if "ingest.lock" not in name}
    assert back.keys() == wanted.keys() == {member.path for member in index.members}
    # SQLite's own backup gives the same rows and not always the same bytes.
    assert [name for name in wanted if back[name] != wanted[name]] in ([], ["var/ledger/ledger.sqlite"])
    assert (index.build_id, index.made_at) == ("20260102T030405-01234567", AT)
    assert {"nenpo", "duckdb", "python"} <= index.versions.keys()
    (key,) = (tmp_path / "back/var/keys").iterdir()
    assert key.stat().st_mode & 0o777 == 0o600
    current = Path("var/builds/CURRENT")
    assert int((tmp_path / "back" / current).stat().st_mtime) == int((office.root / current).stat().st_mtime)


def test_the_drill_looks_at_everything(office: Office) -> None:
    found = drill(office.back_up())
    assert (found.build_id, found.deliveries) == ("20260102T030405-01234567", 2)
    assert found.tables > len(DIMENSIONS)
    assert [path.name for path in office.folder.iterdir() if path.is_dir()] == [], "it leaves nothing"


def test_only_an_empty_folder_is_restored_into(office: Office, tmp_path: Path) -> None:
    backup = office.back_up()
    (tmp_path / "back").mkdir()
    (tmp_path / "back.partial").mkdir()
    restore(backup, tmp_path / "back")
    assert not (tmp_path / "back.partial").exists()
    before = content(tmp_path / "back")
    with pytest.raises(UserError, match="空ではありません"):
        restore(backup, tmp_path / "back")
    assert content(tmp_path / "back") == before
    with pytest.raises(UserError, match="がありません"):
        restore(tmp_path / "none.tar.gz", tmp_path / "other")


def test_what_is_entered_meanwhile_is_there_whole_or_not_at_all(office: Office) -> None:
    with sqlite3.connect(office.places.ledger / "ledger.sqlite", isolation_level=None) as entering:
        entering.execute("begin immediate")
        entering.execute("update deliveries set content_hash = 'not yet there'")
        assert drill(office.back_up()).deliveries == 2
        entering.execute("rollback")
    entering.close()


def test_a_build_that_goes_meanwhile_is_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = writing._ask_for_room

    def publishing(sources: list[writing.Source], folder: Path) -> None:
        asked(sources, folder)
        for path in office.places.builds.glob("nenpo-*"):
            path.unlink()
        office.places.current.write_text("another\n", encoding="utf-8")

    monkeypatch.setattr(writing, "_ask_for_room", publishing)
    assert drill(office.back_up()).build_id == "20260102T030405-01234567"


def test_a_full_disk_leaves_no_half(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(UserError, match="書けません"):
            office.back_up()
    assert [path.name for path in office.folder.iterdir()] == [".lock"]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(UserError, match="空きが足りません"):
        office.back_up()


def test_two_at_once_are_one_too_many_and_leavings_go(office: Office) -> None:
    with (
        writing.only_one(office.folder),
        pytest.raises(UserError, match="別のバックアップがまだ動いています"),
    ):
        office.back_up()
    (office.folder / "nenpo-backup-20250101T000000Z.tar.gz.partial").touch()
    office.back_up()
    assert len(list(office.folder.glob("*.partial"))) == 0


def test_the_newest_are_kept(office: Office) -> None:
    backups = [office.back_up(AT + timedelta(days=day)) for day in range(3)]
    stranger = office.folder / "notes.txt"
    stranger.touch()
    assert keep_newest(office.folder, 2) == [backups[0].name]
    assert (backups_in(office.folder), newest(office.folder)) == (backups[1:], backups[2])
    assert made_at(backups[2]) == AT + timedelta(days=2)
    assert stranger.exists()
    with pytest.raises(UserError, match="バックアップがありません"):
        newest(office.root)


def test_a_destroyed_key_leaves_the_backups_too(office: Office) -> None:
    (key,) = office.places.keys.iterdir()
    secret = key.read_bytes().strip()
    backup = office.back_up()
    assert renew_keys(office.places, office.folder) == []
    assert secret in gzip.decompress(backup.read_bytes())
    year = int(key.stem.rpartition("-")[2])
    assert destroy(office.places.var, CODE, year)
    assert renew_keys(office.places, office.folder) == [backup.name]
    assert secret not in gzip.decompress(backup.read_bytes())
    assert backup.stat().st_mode & 0o777 == 0o600
    assert drill(backup).deliveries == 2
    assert renew_keys(office.places, office.folder) == []


def test_the_drill_misses_what_the_ledger_names(office: Office) -> None:
    next(office.places.raw.rglob("*.parquet")).unlink()
    with pytest.raises(UserError, match=r"取り込んだデータと合いません\(1件\)"):
        drill(office.back_up())
