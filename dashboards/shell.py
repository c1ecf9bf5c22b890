"""What Streamlit's page shell says before any script runs: its language, its title, and which addresses exist.

Streamlit serves one English index.html for every address and answers an unknown one
with an English dialogue. This middleware sets the language a screen reader goes by and
sends unknown addresses to the landing page with a parameter that the landing page explains.
"""

import re
from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.registry import ROOM, page_entries

UNKNOWN_PAGE_PARAMETER = "unknown_page"
# Streamlit's own files, sockets and downloads pass untouched.
STREAMLIT_PATHS = ("/static/", "/media/", "/_stcore/", "/component/")
# Written by dbt and served as it is.
DBT_DOCS_PATH = "/dbt-docs/"
# An answer cut to a range, compressed or "not modified" could not be rewritten.
ANSWERS_IN_PART = {b"range", b"accept-encoding", b"if-none-match", b"if-modified-since"}
TITLE_JA = "図書館年報"
NOSCRIPT_JA = "<noscript><p>この画面を見るには、ブラウザーの JavaScript を有効にしてください。</p></noscript>"


@cache
def words_script() -> str:
    """What puts Streamlit's own words into Japanese in the browser."""
    return (ROOM / "words.js").read_text(encoding="utf-8")


def in_japanese(html: str) -> str:
    html = re.sub(r'<html lang="[^"]*">', '<html lang="ja">', html, count=1)
    html = re.sub(r"<title>.*?</title>", f"<title>{TITLE_JA}</title>", html, count=1)
    html = html.replace("</head>", f"<script>{words_script()}</script></head>", 1)
    return re.sub(r"<noscript>.*?</noscript>", NOSCRIPT_JA, html, count=1, flags=re.DOTALL)


def redirection(path: str, query: bytes) -> str | None:
    """Where an address leads that is not a page; None for the address of a page."""
    landing, *others = page_entries()
    name = path.strip("/")
    if name in {"", "index.html", *(entry.path for entry in others)}:
        return None
    if name == landing.path:
        # Streamlit knows the landing page only by the empty address.
        return f"/?{query.decode('latin-1')}" if query else "/"
    return f"/?{UNKNOWN_PAGE_PARAMETER}=1"


class JapaneseShell:
    """ASGI middleware around Streamlit's own application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith((*STREAMLIT_PATHS, DBT_DOCS_PATH)):
            await self.app(scope, receive, send)
            return
        headers = [header for header in scope["headers"] if header[0].lower() not in ANSWERS_IN_PART]
        rewriter = _ShellRewriter(redirection(scope["path"], scope["query_string"]), send)
        await self.app({**scope, "headers": headers}, receive, rewriter)


class _ShellRewriter:
    """Holds an HTML answer back until it is whole, then sends it in Japanese; passes everything else on."""

    def __init__(self, elsewhere: str | None, send: Send) -> None:
        self.elsewhere = elsewhere
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = self.body
        kept = [
            h for h in start["headers"] if h[0].lower() not in {b"content-length", b"etag", b"last-modified"}
        ]
        if start["status"] == 200 and self.elsewhere is not None:
            start = {**start, "status": 303}
            kept.append((b"location", self.elsewhere.encode("latin-1")))
            body = b""
        elif body:
            body = in_japanese(body.decode("utf-8")).encode("utf-8")
        await self.send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self.send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"]
    )
