"""Wall time and peak memory of a command with everything that it starts."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

REPOSITORY = Path(__file__).resolve().parent.parent
_EVERY = 0.1


@dataclass(frozen=True)
class Measured:
    """Seconds, peak of the resident memory of the whole process tree in GiB, and what it said on standard error."""

    seconds: float
    peak_gib: float
    said: str


def run(command: list[str], var: Path | None = None) -> Measured:
    """Run a command to its end.

    Raises:
        SystemExit: it failed; what it said is shown.
    """
    environment = {**os.environ, **({"NENPO_VAR": str(var)} if var else {})}
    with tempfile.TemporaryFile("w+") as said:
        start = time.monotonic()
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process.pid, peak))
        watcher.start()
        code = process.wait()
        seconds = time.monotonic() - start
        watcher.join()
        said.seek(0)
        text = said.read()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}:\n{text[-3000:]}")
    return Measured(seconds, peak[0] / 1024**3, text)


def nenpo(*arguments: str, var: Path) -> Measured:
    """Run the product's command on an installation of its own."""
    return run([str(Path(sys.executable).with_name("nenpo")), *arguments], var)


@contextmanager
def built_sample(scale: float) -> Iterator[Path]:
    """An installation of its own with the sample delivered and built, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="nenpo-bench-"))
    try:
        nenpo("sample", "--bundled", "--out", str(folder / "landing"), "--scale", str(scale), var=folder)
        nenpo("build", "--no-pdf", var=folder)
        yield folder
    finally:
        shutil.rmtree(folder)


def _watch(pid: int, peak: list[int]) -> None:
    try:
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for process in (root, *root.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak[0] = max(peak[0], total)
            time.sleep(_EVERY)
    except psutil.NoSuchProcess:
        return
