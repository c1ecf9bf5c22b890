"""Open the published build, read only."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.publish import current_manifest

# What reading a damaged pointer or manifest may end in.
DAMAGED = (OSError, ValueError, KeyError, TypeError)


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
    """Open the build that CURRENT names.

    Raises:
        UserError: nothing is published, or the file cannot be read.
    """
    places = Places(var)
    manifest = current_manifest(places)
    if manifest is None:
        raise UserError("公開されたデータがありません。「make build」を実行してください。")
    return _open(places, manifest)


def open_readable(var: Path) -> Published:
    """Open the build that CURRENT names or, where that cannot be read, the newest one that can.

    For readers, who are told of it. What writes files opens the one that CURRENT names or none.

    Raises:
        UserError: nothing is published, or no file can be read.
    """
    places = Places(var)
    try:
        return open_published(var)
    except UserError as error:
        why = error
    except DAMAGED:
        why = UserError("公開データの記録を読めません。「make build」を実行して作り直してください。")
    if places.current.exists():
        for path in sorted(places.builds.glob("nenpo-*.json"), reverse=True):
            with suppress(UserError, *DAMAGED):
                manifest = json.loads(path.read_text(encoding="utf-8"))
                return _open(places, manifest, stands_in=True)
    raise why


def _open(places: Places, manifest: dict[str, Any], *, stands_in: bool = False) -> Published:
    build = Build(manifest["build_id"], datetime.fromisoformat(manifest["built_at"]), manifest["inputs_hash"])
    path = places.builds / manifest["file"]
    try:
        # DuckDB opens a file whose end is missing and stumbles over it later. Older manifests give no size.
        if path.stat().st_size != manifest.get("size_bytes", path.stat().st_size):
            raise OSError(f"{path} is not as long as it was written")
        return Published(path, build, stands_in=stands_in)
    except (duckdb.Error, OSError) as error:
        raise UserError(
            f"公開データ {manifest['file']} を開けません。「make build」を実行して作り直してください。"
        ) from error
