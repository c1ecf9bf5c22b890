"""A killed ingest leaves no half, and the next one ends as if nothing had happened."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.deliveries_tree import LOAN, Desk, deliver, delivering_seeds, raw_rows

pytestmark = pytest.mark.slow


def test_a_killed_ingest_leaves_no_half_and_the_next_one_ends_the_same(tmp_path: Path) -> None:
    seeds = delivering_seeds(tmp_path)
    months = [(3 + n) % 12 + 1 for n in range(12)]
    for number, month in enumerate(months):
        year = 2023 + (month < 4)
        rows = [
            LOAN
            | {
                "checkout_at": f"{year}/{month:02d}/{n % 28 + 1:02d} 10:15",
                "item_no": str(n),
                "returned_date": "",
            }
            for n in range(20_000)
        ]
        deliver(tmp_path / f"in/loans_{number:02d}.csv", "loans", rows)
    whole = Desk(tmp_path / "whole", seeds)
    whole.take(tmp_path / "in")
    expected = outcome(whole)

    killed = Desk(tmp_path / "killed", seeds)
    chance = random.Random(4)
    command = [str(Path(sys.executable).with_name("nenpo")), "ingest", str(tmp_path / "in")]
    environment = {"NENPO_SEEDS": str(seeds), "NENPO_VAR": str(killed.var), "PATH": "/usr/bin:/bin"}
    for _ in range(6):
        with subprocess.Popen(
            command, env=environment, cwd=REPOSITORY, start_new_session=True, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.uniform(0.5, 3))
            process.send_signal(signal.SIGKILL)
        wait_for_end(process.pid)
        half = outcome(killed)
        assert half <= expected
        assert all(rows == 20_000 for _, _, rows in half)
    killed.take(tmp_path / "in")
    assert outcome(killed) == expected
    left = [p.name for p in (killed.var / "raw").rglob("*") if p.is_file() and p.suffix != ".parquet"]
    assert left == []
    assert list((killed.var / "work/ingest").iterdir()) == []


def wait_for_end(group: int) -> None:
    """Wait until no process of a group is left."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("a reading process outlives the one that was killed")


def outcome(desk: Desk) -> set[tuple[str, str, int]]:
    """Months that hold, with their state and number of rows."""
    return set(
        raw_rows(
            desk,
            "select cast(month_date as varchar), state_hash, (select count(*) from raw.raw_loans__events as events"
            " where date_trunc('month', events.checkout_date) = months.month_date) from raw.raw_ingest__months as months",
        )
    )
