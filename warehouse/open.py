"""Open the published build, read only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.errors import UserError
from warehouse.intact import is_intact
from warehouse.manifest import (
    DamagedError,
    Manifest,
    build_ids,
    current_build_id,
    current_manifest,
    read_manifest,
)
from warehouse.places import Places
from warehouse.state import refuse_newer

# A publication may remove a build between the look at the pointer and the opening, if none are kept for a while.
_TRIES = 3


@dataclass(frozen=True)
class Build:
    """Which build the figures come from; `built_at` is in UTC."""

    build_id: str
    built_at: datetime
    inputs_hash: str


class Published:
    """A published file, open for reading. Each query runs on a cursor of its own, so threads may share it."""

    def __init__(self, path: Path, build: Build, *, stands_in: bool = False) -> None:
        self.build = build
        self.path = path
        # Whether it is shown because the build that CURRENT names cannot be read.
        self.stands_in = stands_in
        self._connection = duckdb.connect(
            str(path),
            read_only=True,
            config={"enable_external_access": "false", "autoinstall_known_extensions": "false"},
        )

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(params)).fetchall()

    def frame(self, sql: str, params: Sequence[Any] = ()) -> pl.DataFrame:
        """Result of a query as a Polars frame."""
        with self._connection.cursor() as cursor:
            frame: pl.DataFrame = cursor.sql(sql, params=list(params)).pl()
            return frame

    @contextmanager
    def scratch(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the file that may lay down temporary tables; they are gone afterwards."""
        with self._connection.cursor() as cursor:
            yield cursor

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_published(var: Path) -> Published:
    """Open the build that CURRENT names, once its bytes were found to be those that were written.

    Raises:
        UserError: nothing is published, or the file cannot be read or is damaged.
    """
    places = Places(var)
    refuse_newer(places)
    for _ in range(_TRIES):
        pointer = _pointer(places)
        try:
            manifest = current_manifest(places)
            if manifest is None:
                raise UserError("公開されたデータがありません。「make build」を実行してください。")
            return _open(places, manifest)
        except UserError as error:
            why = error
        if _pointer(places) == pointer:
            break
    raise why


def open_readable(var: Path) -> Published:
    """Open the build that CURRENT names or, where that cannot be read, the newest one that can.

    For readers, who are told of it. What writes files opens the one that CURRENT names or none.

    Raises:
        UserError: nothing is published, or no file can be read.
    """
    places = Places(var)
    refuse_newer(places)
    try:
        return open_published(var)
    except UserError as error:
        why = error
    if places.current.exists():
        for build_id in _others(places):
            with suppress(UserError):
                return _open(places, read_manifest(places, build_id), stands_in=True)
    raise why


def _open(places: Places, manifest: Manifest, *, stands_in: bool = False) -> Published:
    build = Build(manifest["build_id"], datetime.fromisoformat(manifest["built_at"]), manifest["inputs_hash"])
    path = places.builds / manifest["file"]
    try:
        # DuckDB opens many a damaged file and stumbles over it later, or gives other figures.
        if not is_intact(path, manifest.get("size_bytes"), manifest["sha256"]):
            raise OSError(f"{path} is not as it was written")
        return Published(path, build, stands_in=stands_in)
    except (duckdb.Error, OSError) as error:
        raise UserError(
            f"公開データ {manifest['file']} を開けません。「make build」を実行して作り直してください。"
        ) from error


def _others(places: Places) -> list[str]:
    """The builds that may stand in, the best first: before the newer ones that the pointer was moved back from."""
    try:
        current = current_build_id(places) or ""
    except DamagedError:
        return build_ids(places)
    others = [build_id for build_id in build_ids(places) if build_id != current]
    return sorted(others, key=lambda build_id: build_id > current)


def _pointer(places: Places) -> bytes:
    return places.current.read_bytes() if places.current.exists() else b""
