"""The published builds that are kept: listed, verified, and gone back to by name."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.atomic import write_atomically
from warehouse.errors import UserError
from warehouse.intact import file_hash, is_intact
from warehouse.manifest import (
    DamagedError,
    Manifest,
    build_ids,
    current_build_id,
    current_manifest,
    read_manifest,
)
from warehouse.places import Places
from warehouse.rolled_back import RollBack, last_roll_back, note_roll_back
from warehouse.work_file import take_lock

# current: what readers are shown; left: what a rollback went away from; damaged: not as it was written.
Standing = Literal["current", "kept", "left", "damaged"]


@dataclass(frozen=True)
class KeptBuild:
    """A build in var/builds; when it was built (UTC) and its size in bytes, where its manifest can be read."""

    build_id: str
    built_at: datetime | None
    size_bytes: int | None
    is_current: bool
    standing: Standing


def builds(places: Places) -> list[KeptBuild]:
    """Every build that is kept, the newest first; each file is read through."""
    current = _pointed_to(places)
    rolled_back = last_roll_back(places) if current else None
    found = []
    for build_id in build_ids(places):
        manifest = _readable(places, build_id)
        standing: Standing = "current" if build_id == current else "kept"
        if rolled_back is not None and build_id == rolled_back.from_id:
            standing = "left"
        if verify_build(places, build_id):
            standing = "damaged"
        found.append(
            KeptBuild(
                build_id,
                datetime.fromisoformat(manifest["built_at"]) if manifest else None,
                _file(places, build_id).stat().st_size if _file(places, build_id).exists() else None,
                build_id == current,
                standing,
            )
        )
    return found


def whole_current(places: Places) -> Manifest | None:
    """Manifest of the build that CURRENT names, if its file is as it was written.

    Raises:
        UserError: it was written by a newer version.
    """
    try:
        manifest = current_manifest(places)
    except DamagedError:
        return None
    if manifest is None:
        return None
    path = places.builds / manifest["file"]
    return manifest if is_intact(path, manifest.get("size_bytes"), manifest["sha256"]) else None


def verify_build(places: Places, build_id: str) -> list[str]:
    """Read a build through: its manifest's seal, the bytes of its file, the number of rows of each table.

    Returns:
        Its faults, a Japanese sentence each that names the file; none when it is as it was written.

    Raises:
        UserError: there is no such build, or it was written by a newer version.
    """
    if build_id not in build_ids(places):
        known = "、".join(build_ids(places)) or "なし"
        raise UserError(f"ビルド「{build_id}」はありません。あるもの: {known}。")
    try:
        manifest = read_manifest(places, build_id)
    except DamagedError as error:
        return [str(error)]
    file = _file(places, build_id)
    if not file.exists():
        return [f"公開データのファイル {file} がありません。"]
    if file.stat().st_size != manifest.get("size_bytes", file.stat().st_size):
        return [
            f"公開データのファイル {file} の大きさが、書いたときの{manifest['size_bytes']:,}バイトと違います。"
        ]
    if file_hash(file) != manifest["sha256"]:
        return [f"公開データのファイル {file} が壊れています(書いたときの内容と違います)。"]
    return _wrong_counts(file, manifest)


def verify_pointer(places: Places) -> list[str]:
    """Whether CURRENT names a build that is there; the faults as Japanese sentences."""
    try:
        build_id = current_build_id(places)
        if build_id is not None and build_id not in build_ids(places):
            current_manifest(places)
    except DamagedError as error:
        return [str(error)]
    return []


def roll_back(places: Places, build_id: str, at: datetime) -> RollBack | None:
    """Show readers another build from now on: an older one, or the newest again.

    Args:
        places: the installation.
        build_id: which one; it is read through first.
        at: now.

    Returns:
        What was noted, so that the next build of the same inputs does not undo it; None where nothing is held: it is the
        newest build again, or the build that was left is damaged and is to be made anew.

    Raises:
        UserError: another build is at work, there is no such build, or it is damaged.
    """
    take_lock(places)
    faults = verify_build(places, build_id)
    if faults:
        raise UserError(
            f"{faults[0]}このビルドには戻せません。「nenpo builds list」から別のビルドを選んでください。"
        )
    found = _to_be_noted(places, build_id, at)
    if found is not None:
        note_roll_back(places, found)
    known_good = places.current.stat().st_mtime if places.current.exists() else at.timestamp()
    write_atomically(places.current, build_id + "\n")
    # Nothing was looked at: what was delivered since the last build is still to come.
    os.utime(places.current, (known_good, known_good))
    if found is None:
        places.rolled_back.unlink(missing_ok=True)
    return found


def _to_be_noted(places: Places, build_id: str, at: datetime) -> RollBack | None:
    current = _pointed_to(places)
    before = last_roll_back(places) if current else None
    left = before.from_id if before else current
    if left is None or left == build_id or left not in build_ids(places) or verify_build(places, left):
        return None
    return RollBack(left, build_id, at.isoformat(), read_manifest(places, left)["inputs_hash"])


def _pointed_to(places: Places) -> str | None:
    try:
        return current_build_id(places)
    except DamagedError:
        return None


def _readable(places: Places, build_id: str) -> Manifest | None:
    try:
        return read_manifest(places, build_id)
    except UserError:
        return None


def _file(places: Places, build_id: str) -> Path:
    return places.builds / f"nenpo-{build_id}.duckdb"


def _wrong_counts(file: Path, manifest: Manifest) -> list[str]:
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            counted = {
                table: connection.execute(f'select count(*) from "{table}"').fetchall()[0][0]
                for table in manifest["tables"]
            }
    except duckdb.Error:
        return [f"公開データのファイル {file} を開けません。"]
    return [
        f"公開データのファイル {file} の表 {table} は{counted[table]:,}行で、記録の{content['rows']:,}行と違います。"
        for table, content in manifest["tables"].items()
        if counted[table] != content["rows"]
    ]
