"""The nights: one build each, made up for when another was at work, a failure told once."""

import fcntl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from catalog.operation import operation_path
from dagster_project.installation import Installation
from dagster_project.run_due import RunDue, run_due
from tests.seeds_tree import CODE, tiny_seeds
from warehouse.errors import UserError
from warehouse.japan import JAPAN
from warehouse.run_log import last_runs

_OPERATION = f"""\
mail: {{host: 127.0.0.1, port: 1, tls: starttls, sender: nenpo@example.jp}}
municipalities:
  - municipality_code: "{CODE}"
    products: [yearbook, committee_pack]
    recipients:
      - {{product: yearbook, addresses: [a@example.jp, b@example.jp]}}
      - {{product: committee_pack, addresses: [a@example.jp]}}
"""


@dataclass
class Nights:
    """An installation, and a build of the test's own."""

    installation: Installation
    builds: int = 0
    error: Exception | None = None

    def at(self, day: int, clock: str) -> RunDue:
        moment = datetime.fromisoformat(f"2026-06-{day:02d}T{clock}").replace(tzinfo=JAPAN)
        return run_due(self.installation, moment, self._build)

    def _build(self) -> tuple[str, bool]:
        self.builds += 1
        if self.error:
            raise self.error
        return "build-1", True

    @property
    def letters(self) -> int:
        return len(list(self.installation.places.outbox.glob("*")))


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    seeds = tiny_seeds(tmp_path)
    operation_path(seeds).write_text(_OPERATION, encoding="utf-8")
    return Nights(Installation(seeds=str(seeds), var=str(tmp_path / "var")))


def test_each_night_has_one_build(nights: Nights) -> None:
    counts = []
    for day, clock in ((1, "02:00"), (1, "06:00"), (1, "23:59"), (2, "01:59"), (2, "02:00"), (4, "05:00")):
        nights.at(day, clock)
        counts.append(nights.builds)
    assert counts == [1, 1, 1, 1, 2, 3]


def test_a_night_that_meets_another_build_is_made_up_for(nights: Nights) -> None:
    lock = nights.installation.places.lock
    lock.parent.mkdir(parents=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "次の機会" in nights.at(1, "02:00").failed[0]
    assert (nights.builds, nights.letters) == (0, 0)
    assert nights.at(1, "06:00").done == ("公開しました: build-1",)


def test_a_failure_is_told_once_to_each_until_a_build_succeeds(nights: Nights) -> None:
    told = []
    for day, error in (
        (1, UserError("検算が合いません。")),
        (2, UserError("検算が合いません。")),
        (3, None),
        (4, UserError("別の誤り。")),
    ):
        nights.error = error
        nights.at(day, "02:00")
        told.append(nights.letters)
    assert told == [2, 2, 2, 4]
    outcomes = [(run.job, run.outcome) for run in last_runs(nights.installation.places) if run.job == "build"]
    assert outcomes == [("build", outcome) for outcome in ("failed", "ok", "failed", "failed")]


def test_what_nobody_foresaw_stops_nothing_and_is_not_repeated_to_anybody(nights: Nights) -> None:
    nights.error = ValueError("カード番号 80001234")
    [build, mail] = nights.at(1, "02:00").failed
    assert "80001234" not in build + mail
    assert "var/logs" in build
    assert "渡せませんでした" in mail
    [note] = [run for run in last_runs(nights.installation.places) if run.job == "build"]
    assert "80001234" not in note.sentence_ja
    assert all(b"80001234" not in path.read_bytes() for path in nights.installation.places.outbox.iterdir())
