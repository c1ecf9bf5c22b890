"""The checks of a machine find the faults that they are there for: disk, clock, packages, ports."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from warehouse.doctor import machine
from warehouse.doctor.finding import Finding, Level
from warehouse.doctor.processes import listener, lock_holder

GIGABYTE = 2**30


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def level_of(finding: Finding) -> Level:
    """The level; whatever is not well says what to do."""
    assert (finding.todo_ja == "") == (finding.level == "ok"), finding
    assert finding.sentence_ja.endswith("。"), finding
    return finding.level


@pytest.mark.parametrize(
    ("free", "build", "level"),
    [
        (100 * GIGABYTE, 0, "ok"),
        (GIGABYTE // 4, 0, "fault"),
        (10 * GIGABYTE, 4 * GIGABYTE, "fault"),
        (20 * GIGABYTE, 4 * GIGABYTE, "notice"),
        (30 * GIGABYTE, 4 * GIGABYTE, "ok"),
    ],
)
def test_the_disk_is_held_against_the_last_build(free: int, build: int, level: Level) -> None:
    assert level_of(machine.disk(free, build)) == level


def test_a_clock_behind_its_own_records_is_a_fault(now: datetime) -> None:
    assert level_of(machine.clock(now, None)) == "ok"
    assert level_of(machine.clock(now, now + timedelta(minutes=1))) == "ok"
    assert level_of(machine.clock(now, now + timedelta(hours=1))) == "fault"


def test_packages_are_held_against_their_pins() -> None:
    lock = "duckdb==2.0.0 \\\n    --hash=sha256:0\nuvicorn[standard]==1.0 ; python_version > '3'\n"
    there = {"duckdb": "2.0.0", "uvicorn": "1.0"}
    assert level_of(machine.pins(lock, there.__getitem__)) == "ok"
    older = machine.pins(lock, lambda name: {**there, "duckdb": "1.0"}[name])
    assert level_of(older) == "fault" and "duckdb 1.0(指定 2.0.0)" in older.sentence_ja

    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    assert "uvicorn なし" in machine.pins(lock, absent).sentence_ja
    assert level_of(machine.pins("", there.__getitem__)) == "fault"


def test_the_repositorys_own_pins_are_read(repository: Path) -> None:
    lock = (repository / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(machine._PIN.findall(lock))
    assert len(pinned) == lock.count("==") and pinned["duckdb"]


def test_fonts_and_chromium() -> None:
    assert level_of(machine.font(None)) == "ok"
    assert level_of(machine.font("日本語フォントがありません。")) == "fault"
    assert [level_of(machine.chromium(found)) for found in (None, "chromium")] == ["ok", "ok"]


@pytest.fixture
def listening() -> Iterator[Callable[[str], tuple[int, int]]]:
    """Starts a process under a name that listens on a port; its port and id."""
    started: list[subprocess.Popen[str]] = []
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); input()"

    def start(name: str) -> tuple[int, int]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        return int(process.stdout.readline()), process.pid

    yield start
    for process in started:
        process.communicate()


def test_a_taken_port_names_who_took_it(listening: Callable[[str], tuple[int, int]]) -> None:
    number, pid = listening("strange")
    taken = machine.port(number, "画面")
    assert level_of(taken) == "notice" and f"プロセス{pid}" in taken.sentence_ja
    number, pid = listening("/opt/nenpo/.venv/bin/nenpo")
    ours = machine.port(number, "画面")
    assert level_of(ours) == "ok" and f"画面が動いています(プロセス{pid})" in ours.sentence_ja
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert "空いています" in machine.port(free, "画面").sentence_ja
    assert listener(free) is None


def test_what_cannot_be_seen_of_processes_is_not_guessed(tmp_path: Path) -> None:
    assert listener(8501, tmp_path) is None
    (tmp_path / "lock").touch()
    assert lock_holder(tmp_path / "lock", tmp_path) is None
