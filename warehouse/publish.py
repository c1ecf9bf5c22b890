"""Copy the finished layers of the file under construction into a new versioned file and point readers to it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from warehouse.atomic import put_in_place, write_atomically
from warehouse.describe import DESCRIBING, describe
from warehouse.disk import disk_full, is_disk_full
from warehouse.intact import file_hash
from warehouse.manifest import current_build_id, manifest_path, write_manifest
from warehouse.places import Places
from warehouse.retention import KEEP, Retention, built_moment, remove_old, sweep
from warehouse.work_file import note_stage

PUBLISHED_SCHEMAS = ("marts", "yearbook", "codes")
# They name delivered files in the order of their coming, so the same figures may come with other rows here.
JOURNALS = ("rpt_ingest__", "rpt_final__restatements")


def publish(places: Places, inputs_hash: str, built_at: datetime, retention: Retention = KEEP) -> str:
    """Publish the file under construction.

    The new file is written beside the old ones, checkpointed, without a write-ahead log, brought to disk and hashed in
    its sealed manifest; then CURRENT is replaced in one step. Readers never see half a build, and wherever this is cut
    off, they go on seeing the one before.

    Args:
        places: the installation.
        inputs_hash: hash of everything the build was made from.
        built_at: when it was made (UTC).
        retention: which old builds may go.

    Returns:
        The build id.

    Raises:
        UserError: the disk is full; nothing of the new build is left on it.
    """
    places.builds.mkdir(parents=True, exist_ok=True)
    sweep(places)
    try:
        build_id = _publish(places, inputs_hash, built_at)
    except BaseException as error:
        sweep(places)
        if is_disk_full(error):
            raise disk_full("nenpo build") from error
        raise
    remove_old(places, built_at, retention)
    return build_id


def _publish(places: Places, inputs_hash: str, built_at: datetime) -> str:
    build_id = f"{_moment(places, built_at):%Y%m%dT%H%M%S}-{inputs_hash[:8]}"
    target = places.builds / f"nenpo-{build_id}.duckdb"
    partial = target.with_suffix(".partial")
    tables = _copy(places.candidate, partial)
    manifest = {
        "build_id": build_id,
        "built_at": built_at.isoformat(),
        "file": target.name,
        "size_bytes": partial.stat().st_size,
        "sha256": file_hash(partial),
        "inputs_hash": inputs_hash,
        "tables": tables,
    }
    put_in_place(partial, target)
    try:
        write_manifest(places, manifest)
        write_atomically(places.current, build_id + "\n")
    except BaseException:
        if current_build_id(places) != build_id:
            # A file without a manifest is swept.
            manifest_path(places, build_id).unlink(missing_ok=True)
        raise
    places.rolled_back.unlink(missing_ok=True)
    note_stage(places, "published")
    return build_id


def _moment(places: Places, built_at: datetime) -> datetime:
    """The moment in the id: later than in any id there is, though two are of one second or the clock was put back."""
    there = [moment for path in places.builds.glob("nenpo-*.json") if (moment := built_moment(path))]
    return max([built_at, *(moment + timedelta(seconds=1) for moment in there)])


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
    return {**content, "journal": True} if table.startswith(JOURNALS) else content
