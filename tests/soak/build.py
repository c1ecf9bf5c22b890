"""One `nenpo build` in a process group of its own, watched by what it says."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from threading import Condition, Thread

from tests.conftest import REPOSITORY

# The stages of a whole run, each with what is said when it begins; it lasts until the next one begins.
STAGES = {
    "ingest": "取り込んでいます",
    "raw": "設定を読みました",
    "dbt": "集計しています",
    "publish": "写しています",
    "prints": "委員会資料のPDFを書いています",
}


class Build:
    """A build from its start on; `said` are its lines on standard error."""

    def __init__(self, seeds: Path, var: Path) -> None:
        self.said: list[str] = []
        self._moments: dict[str, float] = {}
        self._has_ended = False
        self._news = Condition()
        self._process = subprocess.Popen(
            [str(Path(sys.executable).with_name("nenpo")), "build"],
            env={**os.environ, "NENPO_SEEDS": str(seeds), "NENPO_VAR": str(var)},
            cwd=REPOSITORY,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait_for(self, stage: str) -> bool:
        """Wait until a stage begins; false when the build ended without it."""
        with self._news:
            self._news.wait_for(lambda: stage in self._moments or self._has_ended)
            return stage in self._moments

    def go_on(self, stage: str, seconds: float) -> bool:
        """Wait so long, but no longer than a stage lasts; whether the build is still at work."""
        later = list(STAGES)[list(STAGES).index(stage) + 1 :]
        with self._news:
            self._news.wait_for(lambda: self._has_ended or any(s in self._moments for s in later), seconds)
            return not self._has_ended

    def kill(self) -> None:
        """End the whole group at once and wait until none of it is left."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self.end()
        for _ in range(100):
            try:
                os.killpg(self._process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("a process outlives its group's end")

    def end(self) -> int:
        """Wait for its end; its exit status."""
        status = self._process.wait()
        self._listener.join()
        return status

    def must_end_well(self) -> None:
        """Wait for its end."""
        assert self.end() == 0, "".join(self.said)

    def stages_said(self) -> list[str]:
        """The stages that were begun, in their order."""
        return list(self._moments)

    def seconds(self) -> dict[str, float]:
        """How long each stage took in a build that ended."""
        begun = [*self._moments.values(), self._ended_at]
        return dict(zip(self._moments, (b - a for a, b in pairwise(begun)), strict=True))

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._news:
                self.said.append(line)
                for stage, words in STAGES.items():
                    if words in line:
                        self._moments.setdefault(stage, time.monotonic())
                self._news.notify_all()
        with self._news:
            self._ended_at = time.monotonic()
            self._has_ended = True
            self._news.notify_all()
