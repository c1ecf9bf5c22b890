"""Readers at work while one build after the other is published: no error, no mix of two builds, no way back."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import Empty
from typing import Any

import duckdb

from tests.unit.warehouse.printed_sample import TABLES
from tests.unit.warehouse.published_file import INPUTS_HASH, write_candidate
from warehouse.manifest import read_manifest
from warehouse.open import Published, open_readable
from warehouse.places import Places
from warehouse.publish import publish
from warehouse.retention import Retention

# Every published row says the number of its publication.
MARK = "publication_no"
# Old builds go at once but for so many, so that readers meet their removal too; that is seconds, where days are usual.
_KEPT = Retention(builds_kept=20, grace_hours=0)
# Pages of one process keep so many builds open.
_OPEN_AT_ONCE = 2
_TOLD_EVERY_SECONDS = 30


@dataclass(frozen=True)
class Read:
    """What one reader saw: how often it looked, how many builds, what was wrong."""

    looks: int
    builds: int
    faults: tuple[str, ...]


class Reader:
    """Opens builds as the pages do: again whenever the pointer has moved, keeping the one before open."""

    def __init__(self, var: Path) -> None:
        self._var = var
        self._opened: dict[bytes, Published] = {}
        self._last = ""
        self.looks = 0
        self.seen: set[str] = set()

    def look(self) -> list[str]:
        """Read every table of the build that is current now; the faults."""
        self.looks += 1
        published = self._current()
        build_id = published.build.build_id
        found = []
        if published.stands_in:
            found.append(f"{build_id} stands in for another")
        if build_id < self._last:
            found.append(f"back from {self._last} to {build_id}")
        self._last = build_id
        if build_id not in self.seen:
            self.seen.add(build_id)
            self._expected = read_manifest(Places(self._var), build_id)["tables"]
        return found + self._content_faults(published)

    def _current(self) -> Published:
        pointer = Places(self._var).current.read_bytes()
        if pointer not in self._opened:
            self._opened[pointer] = open_readable(self._var)
            for old in list(self._opened)[:-_OPEN_AT_ONCE]:
                self._opened.pop(old).close()
        return self._opened[pointer]

    def _content_faults(self, published: Published) -> list[str]:
        found, marks = [], set()
        for table, content in self._expected.items():
            ((rows, bits),) = published.rows(
                f'select count(*), coalesce(bit_xor(hash(t)), 0) from "{table}" as t'
            )
            if {"rows": rows, "content_hash": f"{bits:016x}"} != content:
                found.append(f"{published.build.build_id}: {table} is not what its manifest says")
            if table in TABLES:
                marks |= {mark for (mark,) in published.rows(f'select distinct {MARK} from "{table}"')}
        if len(marks) != 1:
            found.append(f"{published.build.build_id} mixes the publications {sorted(marks)}")
        return found


def read_on(var: Path, stop: Event, results: Any) -> None:
    """Be a reader until told to stop."""
    reader, found = Reader(var), []
    while not stop.is_set():
        try:
            found += reader.look()
        except Exception as error:  # whatever a page would have shown as an error
            found.append(repr(error))
        time.sleep(0.05)
    results.put(Read(reader.looks, len(reader.seen), tuple(found)))


def read_while_publishing(
    var: Path, readers: int, seconds: float, say: Callable[[str], None]
) -> tuple[int, list[Read]]:
    """Publish without a pause for so many seconds while as many processes read.

    Args:
        var: an installation of its own.
        readers: how many.
        seconds: how long.
        say: receives progress.

    Returns:
        How many builds were published, and what each reader saw.
    """
    _mark(write_candidate(var, TABLES), 0)
    processes = get_context("spawn")
    stop, results = processes.Event(), processes.Queue()
    _publish_next(var, 0)
    working = [processes.Process(target=read_on, args=(var, stop, results)) for _ in range(readers)]
    for process in working:
        process.start()
    number, until, told = 0, time.monotonic() + seconds, time.monotonic()
    while time.monotonic() < until:
        number += 1
        _publish_next(var, number)
        if time.monotonic() - told > _TOLD_EVERY_SECONDS:
            told = time.monotonic()
            say(f"{number} builds published, {until - told:.0f} s left")
    stop.set()
    read = []
    with suppress(Empty):
        read = [results.get(timeout=60) for _ in working]
    for process in working:
        process.join()
    return number + 1, read


def faults(published: int, read: list[Read], readers: int) -> list[str]:
    """What was wrong, and whether the readers read enough for that to mean anything."""
    found = [fault for one in read for fault in one.faults]
    if len(read) != readers:
        found.append(f"{readers - len(read)} readers ended before their time")
    if published < 5 or any(one.builds < 3 for one in read):
        found.append(f"too little was read: {published} builds, {[one.builds for one in read]} seen")
    return found


def _mark(places: Places, number: int) -> None:
    with duckdb.connect(str(places.candidate)) as connection:
        for table, schema in _tables(connection):
            connection.execute(f'alter table "{schema}"."{table}" add column {MARK} integer default {number}')


def _publish_next(var: Path, number: int) -> None:
    places = Places(var)
    with duckdb.connect(str(places.candidate)) as connection:
        for table, schema in _tables(connection):
            connection.execute(f'update "{schema}"."{table}" set {MARK} = {number}')
    # Ids count seconds onwards when builds come faster than that.
    publish(places, INPUTS_HASH, datetime.now(UTC), _KEPT)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute(
        "select table_name, table_schema from information_schema.tables where list_contains(?, table_name)",
        [list(TABLES)],
    ).fetchall()
