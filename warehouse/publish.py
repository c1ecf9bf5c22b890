"""Copy the finished layers of the file under construction into a new versioned file and point readers to it."""

import hashlib
import json
import shutil
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.atomic import write_atomically
from warehouse.describe import DESCRIBING, describe
from warehouse.places import Places
from warehouse.work_file import note_stage

PUBLISHED_SCHEMAS = ("marts", "yearbook", "codes")
# They name delivered files in the order of their coming, so the same figures may come with other rows here.
JOURNAL = "rpt_ingest__"
# A reader that opened the previous build just before the switch may still be at it.
GRACE_SECONDS = 24 * 3600
BUILDS_KEPT = 3


def publish(places: Places, inputs_hash: str, built_at: datetime) -> str:
    """Publish the file under construction.

    The new file is written beside the old ones, checkpointed, without a write-ahead log and hashed in its manifest;
    then CURRENT is replaced in one step. Readers never see half a build.

    Args:
        places: the installation.
        inputs_hash: hash of everything the build was made from.
        built_at: when it was made (UTC).

    Returns:
        The build id.
    """
    build_id = f"{built_at:%Y%m%dT%H%M%S}-{inputs_hash[:8]}"
    places.builds.mkdir(parents=True, exist_ok=True)
    target = places.builds / f"nenpo-{build_id}.duckdb"
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    tables = _copy(places.candidate, partial)
    partial.replace(target)
    manifest = {
        "layout": 1,
        "build_id": build_id,
        "built_at": built_at.isoformat(),
        "file": target.name,
        "size_bytes": target.stat().st_size,
        "sha256": _sha256(target),
        "inputs_hash": inputs_hash,
        "tables": tables,
    }
    write_atomically(manifest_path(places, build_id), json.dumps(manifest, ensure_ascii=False, indent=1))
    write_atomically(places.current, build_id + "\n")
    note_stage(places, "published")
    _remove_old(places, build_id)
    return build_id


def manifest_path(places: Places, build_id: str) -> Path:
    """The manifest of a build."""
    return places.builds / f"nenpo-{build_id}.json"


def current_manifest(places: Places) -> dict[str, Any] | None:
    """Manifest of the build that CURRENT names, or None before the first publication."""
    if not places.current.exists():
        return None
    path = manifest_path(places, places.current.read_text(encoding="utf-8").strip())
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _copy(source: Path, target: Path) -> dict[str, dict[str, Any]]:
    """Copy the published layers; return rows and content hash by table."""
    tables: dict[str, dict[str, Any]] = {}
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"attach '{source}' as candidate (read_only)")
        found = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_catalog = 'candidate' and list_contains(?, table_schema) order by all",
            [list(PUBLISHED_SCHEMAS)],
        ).fetchall()
        for schema, table in found:
            connection.execute(f'create table "{table}" as from candidate."{schema}"."{table}"')
            tables[table] = _content(connection, table)
        describe(connection, "candidate")
        tables |= {table: _content(connection, table) for table in DESCRIBING}
        connection.execute("detach candidate")
        connection.execute("checkpoint")
    return tables


def _content(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Rows and an order-free hash of the rows of a table; a journal is marked, for its rows are no figures."""
    row = connection.execute(f'select count(*), coalesce(bit_xor(hash(t)), 0) from "{table}" as t').fetchone()
    assert row is not None
    content = {"rows": row[0], "content_hash": f"{row[1]:016x}"}
    return {**content, "journal": True} if table.startswith(JOURNAL) else content


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _remove_old(places: Places, build_id: str) -> None:
    files = sorted(places.builds.glob("nenpo-*.duckdb"), key=lambda p: p.name)
    old = [p for p in files if p.stem != f"nenpo-{build_id}"][: -(BUILDS_KEPT - 1)]
    for path in old:
        if time.time() - path.stat().st_mtime > GRACE_SECONDS:
            path.unlink()
            path.with_suffix(".json").unlink(missing_ok=True)
    for left in places.builds.glob("*.partial"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
