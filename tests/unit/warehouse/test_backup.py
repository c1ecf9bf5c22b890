"""A backup holds all that cannot be made again, comes back byte for byte, and is refused when it is not whole."""

import errno
import gzip
import io
import json
import os
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingestion.depersonalise import destroy
from tests.conftest import made_once
from tests.deliveries_tree import LOAN, VISIT, Desk
from tests.seeds_tree import CODE
from tests.unit.warehouse.published_file import DIMENSIONS, publish_tables
from warehouse import backup as writing
from warehouse.backup import back_up, keep_newest
from warehouse.backup_file import INDEX, backups_in, made_at, newest
from warehouse.backup_keys import renew_keys
from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.restore import drill, restore

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KEPT = ("raw", "ledger", "keys", "closings", "archive", "builds")


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with seeds and an installation: two deliveries, a build, and what other parts keep."""

    def make(root: Path) -> None:
        desk = Desk(root)
        desk.take(
            desk.deliver("loans.csv", "loans", [LOAN, LOAN | {"transaction_no": "T2"}]),
            desk.deliver("visits.csv", "visits", [VISIT]),
        )
        publish_tables(desk.var, dict(DIMENSIONS))
        for name in ("closings/99001/2024/1/closing.json", "archive/99001/yearbook/1/年報.pdf", "state.json"):
            path = desk.var / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
        for name in ("landing/patrons.csv", "exports/a.pdf", "logs/nenpo.jsonl", "raw/half.parquet.partial"):
            path = desk.var / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("80001234", encoding="utf-8")

    return made_once(tmp_path_factory, "delivered_for_backup", make)


class Office:
    """An installation of a test's own, and its backups."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = Places(root / "var")
        self.seeds = root / "seeds"
        self.folder = self.places.backups

    def back_up(self, at: datetime = AT) -> Path:
        return back_up(self.places, self.seeds, self.folder, at)[0]


@pytest.fixture
def office(delivered: Path, tmp_path: Path) -> Office:
    return Office(shutil.copytree(delivered, tmp_path / "office"))


def content(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def unpacked(packed: bytes) -> bytes | None:
    try:
        return gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        return None


def rewritten(backup: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The same archive, valid as such, with other contents; None leaves a member out."""
    target = backup.with_name("nenpo-backup-20260102T030406Z.tar.gz")
    with tarfile.open(backup) as source, tarfile.open(target, "w:gz") as archive:
        for info in source:
            handle = source.extractfile(info)
            assert handle is not None
            changed = change(info.name, handle.read())
            if changed is not None:
                info.size = len(changed)
                archive.addfile(info, io.BytesIO(changed))
    return target


def test_what_comes_back_is_what_was_kept(office: Office, tmp_path: Path) -> None:
    backup = office.back_up()
    assert (backup.name, backup.stat().st_mode & 0o777) == ("nenpo-backup-20260102T030405Z.tar.gz", 0o600)
    assert office.folder.stat().st_mode & 0o777 == 0o700
    index = restore(backup, tmp_path / "back")
    kept, back = content(office.root), content(tmp_path / "back")
    wanted = {
        name: bytes_
        for name, bytes_ in kept.items()
        if name.startswith(("seeds/", "var/state.json", *(f"var/{folder}/" for folder in KEPT)))
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


def test_a_flipped_byte_anywhere_is_refused(office: Office, tmp_path: Path) -> None:
    whole = office.back_up().read_bytes()
    bad, refused = tmp_path / "nenpo-backup-20260102T030407Z.tar.gz", 0
    # The first ten bytes of a gzip file are its own, and hold nothing but a time.
    for at in [*range(10, len(whole), len(whole) // 25), len(whole) - 1]:
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        if unpacked(bad.read_bytes()) == unpacked(whole):
            # A packed file has bits that stand for nothing.
            continue
        with pytest.raises(UserError, match=r"壊れています|途中で切れています"):
            restore(bad, tmp_path / "back")
        assert not (tmp_path / "back").exists()
        refused += 1
    assert refused > 10


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.9999])
def test_a_file_cut_off_is_refused(office: Office, tmp_path: Path, share: float) -> None:
    whole = office.back_up().read_bytes()
    bad = tmp_path / "nenpo-backup-20260102T030407Z.tar.gz"
    bad.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UserError, match=r"壊れています|途中で切れています"):
        restore(bad, tmp_path / "back")
    assert [path.name for path in tmp_path.iterdir()] == ["office", bad.name]


def test_damage_is_told_by_the_name_of_the_member(office: Office, tmp_path: Path) -> None:
    backup = office.back_up()
    for member in ("var/state.json", "seeds/yearbook/measures.yaml"):
        bad = rewritten(backup, lambda name, text, member=member: b"x" + text[1:] if name == member else text)
        with pytest.raises(UserError, match=f"「{member}」が作成時と違います"):
            restore(bad, tmp_path / "back")
        lost = rewritten(backup, lambda name, text, member=member: None if name == member else text)
        with pytest.raises(UserError, match=f"「{member}」が作成時と違います"):
            restore(lost, tmp_path / "back")
    endless = rewritten(backup, lambda name, text: None if name == INDEX else text)
    with pytest.raises(UserError, match=r"目録「index.json」がありません"):
        restore(endless, tmp_path / "back")


@pytest.mark.parametrize("name", ["../escaped", "var/../../escaped", "/escaped", "var", "etc/passwd"])
def test_a_member_that_would_lie_elsewhere_is_refused(office: Office, tmp_path: Path, name: str) -> None:
    bad = tmp_path / "nenpo-backup-20260102T030407Z.tar.gz"
    with tarfile.open(bad, "w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = 1
        archive.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(UserError, match="壊れています"):
        restore(bad, tmp_path / "back")
    with tarfile.open(bad, "w:gz") as archive:
        link = tarfile.TarInfo("var/raw")
        link.type, link.linkname = tarfile.SYMTYPE, "/"
        archive.addfile(link)
    with pytest.raises(UserError, match="壊れています"):
        restore(bad, tmp_path / "back")
    assert not (tmp_path / "escaped").exists()


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


def test_a_newer_layout_is_not_guessed_at(office: Office, tmp_path: Path) -> None:
    def newer(name: str, text: bytes) -> bytes:
        return json.dumps({**json.loads(text), "layout": 2}).encode() if name == INDEX else text

    with pytest.raises(UserError, match="新しい版で作られています"):
        restore(rewritten(office.back_up(), newer), tmp_path / "back")


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
