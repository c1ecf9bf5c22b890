"""Serve the pages on one address until told to stop."""

import os
import signal
import socket
from pathlib import Path
from types import FrameType

import streamlit.starlette
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboards.registry import ROOM
from dashboards.shell import DBT_DOCS_PATH, JapaneseShell
from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.records import also_record


class _Server(uvicorn.Server):
    """Says its address once it answers there and its signals are caught."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if sockets and self.started:
            host, port = sockets[0].getsockname()[:2]
            print(f"年報の画面を公開しています: http://{_in_url(host)}:{port}/ （終了は Ctrl+C）", flush=True)


def serve(var_dir: Path, port: int, address: str = "127.0.0.1") -> None:
    """Serve the build that CURRENT names in var_dir; return after SIGINT or SIGTERM."""
    listening = _listen(address, port)
    # The pages run in Streamlit's script threads, which take no arguments: the environment tells them.
    os.environ["NENPO_VAR"] = str(var_dir.resolve())
    os.environ["STREAMLIT_SERVER_ADDRESS"] = address
    os.environ["STREAMLIT_SERVER_PORT"] = str(port)
    app = streamlit.starlette.App(
        ROOM / "app.py", routes=[_dbt_docs(var_dir)], middleware=[Middleware(JapaneseShell)]
    )
    server = _Server(
        uvicorn.Config(
            app,
            ws="websockets-sansio",
            log_level="warning",
            access_log=False,
            # A browser keeps its socket open for as long as the page is shown: do not wait for it.
            timeout_graceful_shutdown=2,
        )
    )
    also_record("uvicorn")
    previous = signal.signal(signal.SIGTERM, _stop_quietly)
    try:
        server.run(sockets=[listening])
    except (KeyboardInterrupt, SystemExit):
        # uvicorn has already shut down in order and raises the signal once more.
        pass
    finally:
        signal.signal(signal.SIGTERM, previous)
        listening.close()
    print("年報の画面を終了しました。", flush=True)


def _listen(address: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        raise UserError(
            f"アドレス {address} のポート {port} を開けません。使用中でないポートを指定してください。"
        ) from error
    return listening


def _dbt_docs(var_dir: Path) -> Route:
    async def answer(request: Request) -> Response:
        page = Places(var_dir).dbt_docs
        if page.is_file():
            return FileResponse(page)
        return PlainTextResponse(
            "dbtの文書はまだ作られていません。「make dbtdocs」で作れます。", status_code=404
        )

    return Route(DBT_DOCS_PATH, answer)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _stop_quietly(signal_number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
