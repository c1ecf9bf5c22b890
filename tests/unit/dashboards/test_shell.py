"""The page shell in Japanese, and where addresses that are no pages lead."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from dashboards.registry import ROOM, page_entries, script_of
from dashboards.shell import JapaneseShell, in_japanese, redirection

SHELL = b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body><noscript><p>You need\nJavaScript</p></noscript></body></html>'
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def streamlit_stub(scope: dict[str, Any], receive: object, send: Send) -> None:
    """Answers in two parts, as a file is sent; echoes the headers it was asked with."""
    kind = b"text/html" if not scope["path"].startswith("/static/") else b"text/javascript"
    asked = b",".join(name for name, _ in scope["headers"])
    headers = [(b"content-type", kind), (b"content-length", b"1"), (b"etag", b"x"), (b"x-asked", asked)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": SHELL[:30], "more_body": True})
    await send({"type": "http.response.body", "body": SHELL[30:]})


def answer(path: str, query: bytes = b"") -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": [(b"accept-encoding", b"gzip"), (b"accept", b"*/*")],
    }
    asyncio.run(JapaneseShell(streamlit_stub)(scope, None, send))  # type: ignore[arg-type]
    body = b"".join(message["body"] for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


def test_the_shell_speaks_japanese() -> None:
    html = in_japanese(SHELL.decode())
    assert '<html lang="ja">' in html
    assert "<title>図書館年報</title>" in html
    assert "You need" not in html


def test_a_page_is_rewritten_whole_and_measured_anew() -> None:
    status, headers, body = answer("/table", b"table=4-(1)")
    assert status == 200
    assert b'lang="ja"' in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert headers[b"x-asked"] == b"accept"


def test_files_of_streamlit_pass_untouched() -> None:
    status, headers, body = answer("/static/js/index.js")
    assert (status, body) == (200, SHELL)
    assert headers[b"x-asked"] == b"accept-encoding,accept"


def test_an_unknown_address_leads_to_the_landing_page_that_explains_it() -> None:
    status, headers, body = answer("/no/such", b"x=1")
    assert (status, body) == (303, b"")
    assert headers[b"location"] == b"/?unknown_page=1"


def test_the_landing_page_has_one_address() -> None:
    landing = page_entries()[0].path
    assert redirection("/", b"") is None
    assert redirection(f"/{landing}", b"municipality=a") == "/?municipality=a"
    assert redirection(f"/{landing}/", b"") == "/"


def test_every_page_of_the_registry_has_its_script() -> None:
    for entry in page_entries():
        assert (ROOM / script_of(entry.path)).is_file()
        assert redirection(f"/{entry.path}", b"") in (None, "/")
