"""Server time of a page change against the bare query of the same figures, and sessions that act at once.

python -m bench.pages --scale 1
python -m bench.pages --var FOLDER     # an installation that is built
"""

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import duckdb

from bench.explored import FILE, MEASURES, ROWS, bare_query
from bench.measure import built_sample
from bench.sessions import Session, act, open_session
from warehouse.open import open_published

_NENPO = str(Path(sys.executable).with_name("nenpo"))
_BARE_PAGE = (
    *(sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("bare_page.py"))),
    *("--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"),
)
_SECONDS = 60
_WARM_UP = 2
# How many readers act how often, in seconds.
_CROWDS = ((20, 5.0), (50, 10.0))


def main() -> None:
    """Print medians, 95th percentiles and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--var", type=Path, default=None, help="an installation that is built")
    arguments = parser.parse_args()
    if arguments.var is not None:
        _bench(arguments.var)
        return
    with built_sample(arguments.scale) as folder:
        _bench(folder)


def _bench(var: Path) -> None:
    published = open_published(var)
    ((code, slug),) = published.rows(
        "select municipality_code, slug from dim_municipality"
        " where municipality_code in (select municipality_code from fct_cube) limit 1"
    )
    tables = [
        table
        for (table,) in published.rows(
            "select table_id from rpt_yearbook__tables where municipality_code = ? order by sort_order",
            [code],
        )
    ]
    path = published.path
    published.close()
    bare = _bare_seconds(path, code)
    _say("bare query", bare, bare)
    explored = [
        ("explore", f"municipality={slug}&measure={measure}&rows={rows}")
        for measure in MEASURES
        for rows in ROWS
    ]
    mixed = [("", f"municipality={slug}"), *explored]
    mixed += [("table", f"municipality={slug}&table={table}") for table in tables[:12]]
    bare_pages = [("", f"code={code}&measure={measure}&rows={rows}") for measure in MEASURES for rows in ROWS]
    with _serving([*_BARE_PAGE, "--server.port"], {FILE: str(path)}) as port:
        _, bare_page = asyncio.run(_twice(port, bare_pages[0], bare_pages))
    _say("bare page with that query", bare_page, bare)
    with _serving([_NENPO, "serve", "--port"], {"NENPO_VAR": str(var)}) as port:
        first, again = asyncio.run(_twice(port, mixed[0], explored))
        _say("page, first time", first, bare)
        _say("page, again", again, bare)
        print(f"page, again: {median(again) / median(bare_page):.1f} times the bare page", flush=True)
        for readers, every in _CROWDS:
            asyncio.run(_crowd(port, mixed, readers, every))


@contextmanager
def _serving(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """The port of a server that is ended afterwards; the command ends in the option of its port."""
    port = _free_port()
    with subprocess.Popen(
        [*command, str(port)], env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _bare_seconds(path: Path, code: str) -> list[float]:
    """The figures of each explored page by one query on the same file."""
    spent = []
    with duckdb.connect(str(path), read_only=True) as connection:
        for measure in MEASURES:
            for column in ROWS.values():
                start = time.perf_counter()
                bare_query(connection, code, measure, column)
                spent.append(time.perf_counter() - start)
    return spent


async def _twice(
    port: int, warm_up: tuple[str, str], pages: list[tuple[str, str]]
) -> tuple[list[float], list[float]]:
    """One reader: each page for the first time, and once more; the server has drawn another page before."""
    session = await open_session(port)
    for _ in range(_WARM_UP):
        await session.draw(*warm_up)
    first = [await session.draw(*page) for page in pages]
    again = [await session.draw(*page) for page in pages]
    await session.socket.close()
    return first, again


def _say(name: str, spent: list[float], bare: list[float]) -> None:
    print(
        f"{name}: median {median(spent) * 1000:.0f} ms, p95 {_p95(spent) * 1000:.0f} ms,"
        f" {median(spent) / median(bare):.1f} times the bare query",
        flush=True,
    )


async def _crowd(port: int, pages: list[tuple[str, str]], readers: int, every: float) -> None:
    """Readers at once, each with a place of its own in the list of pages."""
    sessions: list[Session] = [await open_session(port) for _ in range(readers)]
    until = time.monotonic() + _SECONDS

    async def one(number: int, session: Session) -> None:
        await asyncio.sleep(every * number / readers)
        await act(session, pages[number % len(pages) :] + pages[: number % len(pages)], every, until)

    await asyncio.gather(*(one(number, session) for number, session in enumerate(sessions)))
    spent = [seconds for session in sessions for seconds in session.seconds]
    for session in sessions:
        await session.socket.close()
    print(
        f"{readers} sessions, each every {every:g} s: {len(spent)} pages, median"
        f" {median(spent) * 1000:.0f} ms, p95 {_p95(spent) * 1000:.0f} ms",
        flush=True,
    )


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the pages did not start")


if __name__ == "__main__":
    main()
