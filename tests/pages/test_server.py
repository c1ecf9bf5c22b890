"""The server itself: its shell in Japanese, its end, and a port that is taken."""

import signal
import socket
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.pages.serving import STOP_SECONDS, served, start

pytestmark = pytest.mark.slow


def test_the_shell_is_japanese_even_without_javascript(address: str) -> None:
    for path in ("/", "/table", "/index.html"):
        request = Request(address + path, headers={"Accept-Encoding": "gzip", "Range": "bytes=0-10"})
        with urlopen(request) as answer:
            body = answer.read().decode("utf-8")
        assert '<html lang="ja">' in body
        assert "<title>図書館年報</title>" in body
        assert "JavaScript を有効にして" in body
        assert "You need to enable" not in body


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_its_address_and_ends_quietly(published_var: Path, stop: signal.Signals) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start(published_var, port)
    try:
        assert server.stdout is not None
        assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
        server.send_signal(stop)
        output, _ = server.communicate(timeout=STOP_SECONDS)
    finally:
        server.kill()
    assert server.returncode == 0
    assert output.strip() == "年報の画面を終了しました。"


def test_it_ends_while_a_reader_is_looking(published_var: Path, new_reader) -> None:  # type: ignore[no-untyped-def]
    with served(published_var) as address:
        new_reader(address).open("")


def test_a_taken_port_is_one_sentence(published_var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start(published_var, port)
        output, _ = server.communicate(timeout=STOP_SECONDS)
    assert server.returncode != 0
    assert f"ポート {port} を開けません" in output
    assert "Traceback" not in output
