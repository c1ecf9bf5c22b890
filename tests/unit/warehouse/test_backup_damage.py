"""A backup that is not as it was written is refused, and what is wrong with it is named."""

import gzip
import io
import json
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.warehouse.backup_office import Office, content
from warehouse.backup_file import INDEX
from warehouse.errors import UserError
from warehouse.restore import restore


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


def test_a_newer_layout_is_not_guessed_at(office: Office, tmp_path: Path) -> None:
    def newer(name: str, text: bytes) -> bytes:
        return json.dumps({**json.loads(text), "layout": 2}).encode() if name == INDEX else text

    with pytest.raises(UserError, match="新しい版で作られています"):
        restore(rewritten(office.back_up(), newer), tmp_path / "back")


def test_a_damaged_manifest_keeps_only_the_build_from_the_backup(office: Office, tmp_path: Path) -> None:
    (manifest,) = office.places.builds.glob("*.json")
    manifest.write_bytes(manifest.read_bytes().replace(b"sha256", b"sha255", 1))
    index = restore(office.back_up(), tmp_path / "back")
    assert index.build_id is None
    back = content(tmp_path / "back")
    assert "var/ledger/ledger.sqlite" in back and any(name.startswith("var/raw/") for name in back)
    assert not any(name.startswith("var/builds/") for name in back)
