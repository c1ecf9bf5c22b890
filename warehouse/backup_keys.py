"""Keys that were destroyed in an installation, taken out of its backups as well."""

import gzip
import os
import tarfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from warehouse.backup import GZIP_LEVEL, OWNER_ONLY, PARTIAL, add_bytes, only_one
from warehouse.backup_file import INDEX, Hashing, Index, Member, backups_in, compare, opened
from warehouse.errors import UserError
from warehouse.places import Places

_KEYS = "var/keys/"


def renew_keys(places: Places, folder: Path) -> list[str]:
    """Put the installation's keys as they are now into each backup that holds others.

    After `nenpo keys destroy` an older backup still holds the secret. Everything else stays as it was.

    Args:
        places: the installation.
        folder: where the backups lie.

    Returns:
        The names of the backups that were written anew.

    Raises:
        UserError: a backup is damaged (the sentence names the member), or the disk has no room.
    """
    try:
        with only_one(folder):
            return [backup.name for backup in backups_in(folder) if _renewed(places, backup)]
    except OSError as error:
        raise UserError(
            f"{folder} のバックアップを書き換えられません({error.strerror or '入出力の誤り'})。"
            "空き容量と書き込みの権限を確かめて、もう一度実行してください。"
        ) from error


def _renewed(places: Places, backup: Path) -> bool:
    others = _other_keys(places, backup)
    if not others:
        return False
    partial = backup.with_name(backup.name + PARTIAL)
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as raw:
        with (
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=GZIP_LEVEL, filename="") as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as target,
        ):
            _copy(backup, target, others)
        raw.flush()
        os.fsync(raw.fileno())
    partial.replace(backup)
    return True


def _other_keys(places: Places, backup: Path) -> dict[str, bytes]:
    """The installation's own content of each key that differs in the backup, by member."""
    found = {}
    with opened(backup) as reading:
        for info, content in reading.members():
            own = places.keys / info.name.removeprefix(_KEYS)
            if info.name.startswith(_KEYS) and own.is_file() and own.read_bytes() != content.read():
                found[info.name] = own.read_bytes()
    return found


def _copy(backup: Path, target: tarfile.TarFile, others: dict[str, bytes]) -> None:
    hashes, index = {}, None
    with opened(backup) as reading:
        for info, content in reading.members():
            hashing = Hashing(content)
            if info.name == INDEX:
                index = Index.from_json(content.read())
                continue
            if info.name in others:
                hashing.read()
                add_bytes(target, info.name, others[info.name], info.mtime)
            else:
                target.addfile(info, hashing)
            hashes[info.name] = hashing.sha256
        compare(backup, index, hashes)
    assert index is not None  # compare has refused a backup without one
    members = tuple(_member(member, others) for member in index.members)
    add_bytes(target, INDEX, replace(index, members=members).to_json().encode(), index.made_at.timestamp())


def _member(member: Member, others: dict[str, bytes]) -> Member:
    if member.path not in others:
        return member
    own = others[member.path]
    return Member(member.path, len(own), sha256(own).hexdigest())
