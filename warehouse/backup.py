"""A backup: everything of an installation that cannot be made again, in one file.

Not in it: the landing folder, whose deliveries hold what is a person's own and can be delivered again; the file under
construction, exports and logs, which a build makes again or nobody needs.
"""

import fcntl
import gzip
import os
import platform
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from warehouse.backup_file import INDEX, LAYOUT, Hashing, Index, Member, backups_in, name_of
from warehouse.errors import UserError
from warehouse.manifest import DamagedError, current_manifest, manifest_path
from warehouse.places import Places

OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700
PARTIAL = ".partial"
# Little is gained by more: most of it is packed already.
GZIP_LEVEL = 1
_LEDGER = "ledger.sqlite"
_POINTER = "var/builds/CURRENT"
_PACKAGES = ("nenpo", "duckdb", "dagster", "dbt-core")


@dataclass(frozen=True)
class Source:
    """A file that goes into a backup under this path, with the time and mode of another where it is a copy."""

    path: str
    file: Path
    like: Path


def back_up(places: Places, seeds: Path, folder: Path, at: datetime) -> tuple[Path, Index]:
    """Write a backup beside the others; it is there whole or not at all.

    It may run while deliveries come in or a build runs: the ledger is copied first, in one state, and what it names
    is never changed.

    Args:
        places: the installation.
        seeds: its seeds, which are kept as they are.
        folder: where backups lie.
        at: now.

    Returns:
        The file, which only its owner may read, and its index.

    Raises:
        UserError: another backup is at work, the disk has no room, or the folder cannot be written to.
    """
    target = folder / name_of(at)
    partial = target.with_name(target.name + PARTIAL)
    try:
        with only_one(folder), tempfile.TemporaryDirectory(dir=folder) as copies:
            for left in folder.glob(f"*{PARTIAL}"):
                left.unlink()
            with ExitStack() as held:
                sources = list(_sources(places, seeds, Path(copies), held))
                _ask_for_room(sources, folder)
                index = _write(partial, sources, places, at)
            partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise UserError(
            f"バックアップを {folder} に書けません({error.strerror or '入出力の誤り'})。"
            "空き容量と書き込みの権限を確かめて、もう一度実行してください。"
        ) from error
    return target, index


def keep_newest(folder: Path, kept: int) -> list[str]:
    """Remove all but the newest backups; the names of those removed."""
    old = backups_in(folder)[:-kept]
    for path in old:
        path.unlink()
    return [path.name for path in old]


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Be the one process that writes backups in a folder.

    Raises:
        UserError: another one is.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
    with (folder / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                "別のバックアップがまだ動いています。終わってからもう一度実行してください。"
            ) from None
        yield


def _sources(places: Places, seeds: Path, copies: Path, held: ExitStack) -> Iterator[Source]:
    """The ledger before everything that it names; the published build held open, so that no retention takes it."""
    ledger = places.ledger / _LEDGER
    if ledger.exists():
        yield Source(f"var/ledger/{_LEDGER}", _copy_of_ledger(ledger, copies), ledger)
    yield from _published(places, copies, held)
    for folder in (places.raw, places.keys, places.closings, places.archive, places.outbox):
        yield from _below(folder, f"var/{folder.name}")
    # What the schedules have done, so that nothing is issued a second time.
    for file in (places.state, places.schedule):
        if file.exists():
            yield Source(f"var/{file.name}", file, file)
    if places.runs.exists():
        # When things last worked; a line may be added meanwhile.
        runs = copies / places.runs.name
        shutil.copyfile(places.runs, runs)
        yield Source(f"var/{places.runs.relative_to(places.var)}", runs, places.runs)
    yield from _below(seeds, "seeds")


def _copy_of_ledger(ledger: Path, copies: Path) -> Path:
    copy = copies / _LEDGER
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy


def _published(places: Places, copies: Path, held: ExitStack) -> Iterator[Source]:
    try:
        manifest = current_manifest(places)
    except DamagedError:
        # A build can be made again; what it was made from is not kept from its backup by it.
        return
    if manifest is None:
        return
    file = places.builds / str(manifest["file"])
    opened = Path(f"/proc/self/fd/{held.enter_context(file.open('rb')).fileno()}")
    # Another build may be published meanwhile: the pointer that goes in names the build that goes in.
    build_id = str(manifest["build_id"])
    record, pointer = copies / manifest_path(places, build_id).name, copies / places.current.name
    shutil.copyfile(manifest_path(places, build_id), record)
    pointer.write_text(build_id + "\n", encoding="utf-8")
    yield Source(f"var/builds/{file.name}", opened, opened)
    yield Source(f"var/builds/{record.name}", record, record)
    yield Source(_POINTER, pointer, places.current)
    if places.rolled_back.exists():
        # So that the build that was gone back from is not made again by itself.
        shutil.copyfile(places.rolled_back, copies / places.rolled_back.name)
        yield Source(
            f"var/builds/{places.rolled_back.name}", copies / places.rolled_back.name, places.rolled_back
        )


def _below(folder: Path, name: str) -> Iterator[Source]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(PARTIAL) and "__pycache__" not in path.parts:
            yield Source(f"{name}/{path.relative_to(folder).as_posix()}", path, path)


def _ask_for_room(sources: list[Source], folder: Path) -> None:
    needed = sum(source.file.stat().st_size for source in sources)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise UserError(
            f"{folder} の空きが足りません(必要 {needed // 2**20 + 1:,}MB、空き {free // 2**20:,}MB)。"
            "「--to」で別のディスクを指定するか、空けてからもう一度実行してください。"
        )


def _write(partial: Path, sources: list[Source], places: Places, at: datetime) -> Index:
    members: list[Member] = []
    build_id = None
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as raw:
        with (
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=GZIP_LEVEL, filename="") as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
        ):
            for source in sources:
                members.append(_add(archive, source))
                if source.path == _POINTER:
                    build_id = source.file.read_text(encoding="utf-8").strip()
            index = Index(LAYOUT, at, build_id, _versions(), tuple(members))
            add_bytes(archive, INDEX, index.to_json().encode(), at.timestamp())
        raw.flush()
        os.fsync(raw.fileno())
    return index


def add_bytes(archive: tarfile.TarFile, name: str, content: bytes, moment: float) -> None:
    """Add a member that lies in no file."""
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = len(content), int(moment), OWNER_ONLY
    archive.addfile(info, BytesIO(content))


def _add(archive: tarfile.TarFile, source: Source) -> Member:
    """Add one file; its hash is of the bytes that went in."""
    like = source.like.stat()
    with source.file.open("rb") as handle:
        info = tarfile.TarInfo(source.path)
        info.size = os.fstat(handle.fileno()).st_size
        info.mtime, info.mode = int(like.st_mtime), like.st_mode & 0o777
        hashing = Hashing(handle)
        archive.addfile(info, hashing)
    return Member(source.path, info.size, hashing.sha256)


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}
