"""The file under construction: kept from build to build, so that a delivery costs its own months only."""

import fcntl
import json
import shutil
import time
from dataclasses import asdict, dataclass, replace
from typing import Literal, TextIO

import duckdb

from warehouse.atomic import write_atomically
from warehouse.errors import UserError
from warehouse.places import Places

# building: at work, or cut off; stopped: ended before its figures were judged; refused: judged and not published;
# outdated: made from inputs that are no more, while the published build is up to date.
Stage = Literal["building", "stopped", "refused", "outdated", "published"]
# Pages look at the lock for an instant; a build that begins just then waits for them.
_LOCK_TRIES = 3
_LOCK_PAUSE_SECONDS = 0.1

_held: dict[str, TextIO] = {}


@dataclass(frozen=True)
class WorkState:
    """Hash of the code and seeds that made the file, hash of all inputs of the last build on it, and its end.

    `seed_files` is how many files the seeds had then; None where an older version wrote this down.
    """

    made_by: str
    inputs_hash: str
    stage: Stage
    seed_files: int | None = None


def take_lock(places: Places) -> None:
    """Become the one process that builds, until it ends, however it ends.

    Raises:
        UserError: another process is building.
    """
    if str(places.lock) in _held:
        return
    handle = _locked(places)
    for _ in range(_LOCK_TRIES):
        if handle is None:
            time.sleep(_LOCK_PAUSE_SECONDS)
            handle = _locked(places)
    if handle is None:
        raise UserError("別の作成がまだ動いています。終わってからもう一度実行してください。")
    _held[str(places.lock)] = handle


def is_building(places: Places) -> bool:
    """Whether another process is building."""
    if str(places.lock) in _held:
        return False
    handle = _locked(places)
    if handle is not None:
        handle.close()
    return handle is None


def _locked(places: Places) -> TextIO | None:
    places.lock.parent.mkdir(parents=True, exist_ok=True)
    handle = places.lock.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def begin(places: Places, made_by: str, inputs_hash: str, seed_files: int) -> duckdb.DuckDBPyConnection:
    """Open the file for a build.

    It is made anew when other code or seeds made it, when the build before was cut off, and when it does not open.

    Args:
        places: the installation.
        made_by: hash of the code and the seeds.
        inputs_hash: hash of these and of the deliveries.
        seed_files: how many files the seeds have.
    """
    places.candidate.parent.mkdir(parents=True, exist_ok=True)
    before = work_state(places)
    if before is None or before.made_by != made_by or before.stage == "building":
        forget(places)
    _write(places, WorkState(made_by, inputs_hash, "building", seed_files))
    try:
        connection = duckdb.connect(str(places.candidate))
    except duckdb.Error:
        _remove_file(places)
        connection = duckdb.connect(str(places.candidate))
    connection.execute("create schema if not exists raw")
    return connection


def work_state(places: Places) -> WorkState | None:
    """What is known of the file, or None when there is none; where that cannot be read, its build was cut off."""
    if not places.work_state.exists() or not places.candidate.exists():
        return None
    try:
        return WorkState(**json.loads(places.work_state.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return WorkState("", "", "building")


def note_stage(places: Places, stage: Stage) -> None:
    """Write down how far the build on the file got."""
    before = work_state(places) or WorkState("", "", stage)
    _write(places, replace(before, stage=stage))


def forget(places: Places) -> None:
    """Remove the file and what is known of it."""
    places.work_state.unlink(missing_ok=True)
    _remove_file(places)


def drop_cut_off(places: Places) -> None:
    """Remove the file if its build was cut off: the next makes it anew anyway, and the disk may be full of it."""
    state = work_state(places)
    if state is not None and state.stage == "building":
        forget(places)


def _remove_file(places: Places) -> None:
    for path in places.candidate.parent.glob(places.candidate.name + "*"):
        # DuckDB lays what does not fit into memory in a folder beside the file.
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write(places: Places, state: WorkState) -> None:
    write_atomically(places.work_state, json.dumps(asdict(state)))
