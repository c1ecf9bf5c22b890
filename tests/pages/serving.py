"""Run the real server for a test: `nenpo serve` on a free port of this machine, ended however the test ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 60
STOP_SECONDS = 20


@contextmanager
def served(var: Path) -> Iterator[str]:
    """The address of the pages of a var directory; the server has ended by itself when the block is left."""
    port = free_port()
    server = start(var, port)
    try:
        _wait_until_up(server, port)
        yield f"http://127.0.0.1:{port}"
        server.send_signal(signal.SIGTERM)
        output, _ = server.communicate(timeout=STOP_SECONDS)
        assert server.returncode == 0, output
    finally:
        if server.poll() is None:
            server.kill()
            server.communicate()


def start(var: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(Path(sys.executable).with_name("nenpo")), "serve", "--port", str(port)],
        env={**os.environ, "NENPO_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(server: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise AssertionError(f"the server ended at once: {server.communicate()[0]}")
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {START_SECONDS} s")
