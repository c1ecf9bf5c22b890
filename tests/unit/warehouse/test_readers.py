"""Readers never wait, never see half a build nor two at once, and never go back, while builds are published."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Thread

import duckdb

from tests.conftest import REPOSITORY
from tests.unit.warehouse.published_file import BUILT_AT, INPUTS_HASH, write_candidate
from warehouse.open import open_readable
from warehouse.publish import publish
from warehouse.retention import Retention

PUBLICATIONS = 12


def publish_number(var: Path, number: int) -> None:
    """Publish two tables that hold the number of their build: a mix would show two numbers."""
    places = write_candidate(var, {})
    with duckdb.connect(str(places.candidate)) as connection:
        for table in ("first", "second"):
            connection.execute(f"create table marts.{table} as select {number} as number from range(1000)")
    # Nothing is kept for a while: the hardest case for who opens just then.
    kept = Retention(builds_kept=1, grace_hours=0)
    publish(places, INPUTS_HASH, BUILT_AT + timedelta(minutes=number), kept)


def read_until_told(var: Path) -> int:
    """Open and read again and again until there is a file `stop`; how many builds were seen."""
    last, seen = "", 0
    while not (var / "stop").exists():
        found = open_readable(var)
        assert not found.stands_in
        assert found.build.build_id >= last, (last, found.build.build_id)
        ((one, other, rows),) = found.rows(
            "select (select min(number) from first), (select max(number) from second), (select count(*) from first)"
        )
        assert (one, rows) == (other, 1000)
        found.close()
        seen += found.build.build_id != last
        last = found.build.build_id
    return seen


def test_many_readers_under_many_publications(tmp_path: Path) -> None:
    publish_number(tmp_path, 0)
    script = (
        f"from tests.unit.warehouse.test_readers import *; print(read_until_told(Path({str(tmp_path)!r})))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    seen: list[int] = []
    threads = [Thread(target=lambda: seen.append(read_until_told(tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, PUBLICATIONS + 1):
            publish_number(tmp_path, number)
    finally:
        (tmp_path / "stop").touch()
        for thread in threads:
            thread.join()
        said = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in said] == ["", ""]
    # A thread that failed has not told what it saw.
    assert len(seen) == len(threads)
    assert all(count > PUBLICATIONS / 4 for count in seen), seen
    assert len(list((tmp_path / "builds").glob("*.duckdb"))) == 1
