"""Dagster as an administrator starts it: its pages answer, its schedules and sensor run, and months say what they hold."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.pages.serving import free_port

pytestmark = pytest.mark.slow

START_SECONDS = 120
STOP_SECONDS = 60
CITY, MONTH = "28204", "2024-05"

_RUNNING = """
{
  instance { daemonHealth { allDaemonStatuses { daemonType required healthy } } }
  repositoriesOrError { ... on RepositoryConnection { nodes {
    schedules { name scheduleState { status } }
    sensors { name sensorState { status } }
  } } }
}
"""
_OBSERVED = """
{
  assetOrError(assetKey: {path: ["issued_monthly_report"]}) { ... on Asset {
    assetObservations(limit: 100) {
      partition
      metadataEntries {
        label
        ... on IntMetadataEntry { intValue }
        ... on FloatMetadataEntry { floatValue }
        ... on UrlMetadataEntry { url }
      }
    }
  } }
}
"""


class Dagster:
    """Asks Dagster what its pages show."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}/graphql"

    def ask(self, query: str) -> Any:
        request = Request(
            self._address,
            data=json.dumps({"query": query}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)["data"]

    def daemons(self) -> dict[str, bool]:
        """Which of the daemons that it needs are at work."""
        found = self.ask(_RUNNING)["instance"]["daemonHealth"]["allDaemonStatuses"]
        return {each["daemonType"]: bool(each["healthy"]) for each in found if each["required"]}


@pytest.fixture(scope="module")
def dagster(small_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dagster]:
    """`nenpo dagster` on a copy of the small sample year, its files taken in; it ends by itself."""
    var = tmp_path_factory.mktemp("dagster") / "var"
    shutil.copytree(small_var, var)
    port = free_port()
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("nenpo")), "dagster", "--port", str(port)],
        env={**os.environ, "NENPO_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        found = Dagster(port)
        _wait_until_at_work(found)
        yield found
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=STOP_SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_until_at_work(dagster: Dagster) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError):
            daemons = dagster.daemons()
            if daemons and all(daemons.values()):
                return
        time.sleep(0.5)
    raise AssertionError(f"not every daemon was at work within {START_SECONDS} s")


def test_all_schedules_and_the_watch_run_from_the_start(dagster: Dagster) -> None:
    assert {"SCHEDULER", "SENSOR", "MONITORING", "QUEUED_RUN_COORDINATOR"} <= set(dagster.daemons())
    (room,) = dagster.ask(_RUNNING)["repositoriesOrError"]["nodes"]
    stated = {each["name"]: each["scheduleState"]["status"] for each in room["schedules"]}
    stated |= {each["name"]: each["sensorState"]["status"] for each in room["sensors"]}
    assert {"build_schedule", "issue_monthly_report_schedule", "landing_sensor"} <= set(stated)
    assert set(stated.values()) == {"RUNNING"}


def test_a_month_shows_its_rows_files_share_and_page(dagster: Dagster) -> None:
    found = dagster.ask(_OBSERVED)["assetOrError"]["assetObservations"]
    by_partition = {each["partition"]: each["metadataEntries"] for each in found}
    entries = {each["label"]: each for each in by_partition[f"{MONTH}|{CITY}"]}
    assert entries["rows"]["intValue"] > 0
    assert entries["files"]["intValue"] > 0
    assert 0 < entries["reconciled_share"]["floatValue"] <= 1
    assert entries["page"]["url"].endswith(f"/?municipality={CITY}")
