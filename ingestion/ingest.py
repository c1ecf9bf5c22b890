"""Deliveries into the raw layer and the ledger."""

import atexit
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Literal

from catalog.load import Catalog
from ingestion.csv_reading import Reading, read
from ingestion.enter import Delivered, enter
from ingestion.errors import DeliveryError, as_refusal
from ingestion.exclusive import only_one, scratch
from ingestion.ledger import Ledger
from ingestion.prepare import (
    Prepared,
    city_of_folder,
    delivered_form,
    delivered_table,
    is_monthly_form,
    prepare,
)
from ingestion.recognise import check_column_maps
from ingestion.sources import Source, Unread, sources
from ingestion.stored import is_damaged

# Two files at a time: a library's machine has two cores, and one of them decodes while the other writes.
_WORKERS = 2


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `path` is the one that was named, also when the file lay in an archive."""

    path: Path
    state: Literal["accepted", "known", "refused"]
    sentence_ja: str


@dataclass(frozen=True)
class _Known:
    """A file whose bytes were taken in before."""


@dataclass(frozen=True)
class _Table:
    """A table that another process is reading."""

    prepared: Prepared
    reading: Future[Reading]


@dataclass(frozen=True)
class _Job:
    """A file and what is known of it so far."""

    source: Source
    municipality_code: str
    result: _Known | _Table | Delivered | DeliveryError


def ingest(
    paths: Sequence[Path],
    *,
    catalog: Catalog,
    var: Path,
    say: Callable[[str], None],
    at: datetime,
    municipality_code: str | None = None,
    again: bool = False,
) -> list[Outcome]:
    """Take in files, folders and archives, in the order given.

    A content that was taken in before changes nothing. Of two contents for one day the later holds. A file is taken
    whole or not at all, however this ends.

    Args:
        paths: what to take in.
        catalog: the cities with their column maps.
        var: the installation's state.
        say: receives a Japanese line a file.
        at: the moment of acceptance that is written down (UTC).
        municipality_code: whose deliveries they are; otherwise the landing folder or the headings tell.
        again: let a known content hold again, as if it came for the first time.

    Returns:
        What became of each file, in the same order.

    Raises:
        CatalogError: a column map does not fit its layout.
        DeliveryError: another process is taking in deliveries, a reading process was killed, the disk is full, or a
            stored delivery is damaged. What was taken in until then stays.
    """
    check_column_maps(catalog)
    with only_one(var), tempfile.TemporaryDirectory(dir=scratch(var)) as folder:
        ledger = Ledger(var)
        try:
            run = _Run(Path(folder), catalog, var, ledger, at, municipality_code, again)
            outcomes = []
            for outcome in run.outcomes(paths):
                say(outcome.sentence_ja)
                outcomes.append(outcome)
            return outcomes
        finally:
            ledger.close()


@dataclass(frozen=True)
class _Run:
    """One run over the named paths; `folder` holds what it unpacks."""

    folder: Path
    catalog: Catalog
    var: Path
    ledger: Ledger
    at: datetime
    municipality_code: str | None
    again: bool

    def outcomes(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """What becomes of each file: read side by side, entered one after the other."""
        with ProcessPoolExecutor(_WORKERS, get_context("spawn"), _end_with_parent) as pool:
            try:
                for job in [self._start(found, pool) for found in sources(paths, self.folder)]:
                    yield self._finish(job)
            except BrokenProcessPool:
                raise DeliveryError(
                    "読み取りのプロセスが止められました。メモリとディスクの空きを確かめて、もう一度実行してください。"
                ) from None
            finally:
                pool.shutdown(cancel_futures=True)

    def _start(self, found: Source | Unread, pool: Executor) -> _Job:
        source = found.source if isinstance(found, Unread) else found
        code = self.municipality_code or city_of_folder(source.given, self.var, self.catalog)
        if isinstance(found, Unread):
            return _Job(source, code or "", found.error)
        codes = [code] if code else [m.municipality_code for m in self.catalog.municipalities]
        try:
            known = None if self.again else self.ledger.known_file(source.file_hash, codes)
            if known and not is_damaged(self.var, self.ledger, known[1]):
                return _Job(source, known[0], _Known())
            if is_monthly_form(source):
                form = delivered_form(source, self.catalog, self.var, code)
                return _Job(source, form.municipality_code, form)
            prepared = prepare(source, self.folder, self.catalog, self.var, code)
            table = _Table(prepared, pool.submit(read, prepared.task))
            return _Job(source, prepared.task.municipality_code, table)
        except BrokenProcessPool:
            raise
        except Exception as error:
            return _Job(source, code or "", as_refusal(source.shown_as, error))

    def _finish(self, job: _Job) -> Outcome:
        source = job.source
        try:
            match job.result:
                case _Known():
                    sentence = f"{source.shown_as}: すでに取り込んだ内容です。何も変わりません。"
                    return Outcome(source.given, "known", sentence)
                case _Table(prepared, reading):
                    delivered = delivered_table(prepared, reading.result())
                case Delivered():
                    delivered = job.result
                case error:
                    raise error
            state, sentence = enter(
                delivered, source.file_hash, self.var, self.ledger, self.at, again=self.again
            )
            return Outcome(source.given, state, sentence)
        except BrokenProcessPool:
            raise
        except Exception as error:
            why = str(as_refusal(source.shown_as, error))
            feed = job.result.prepared.task.column_map.spec.feed if isinstance(job.result, _Table) else ""
            if source.file_hash:
                self.ledger.refuse(source.file_hash, job.municipality_code, feed, source.shown_as, why)
            return Outcome(source.given, "refused", why)


def _end_with_parent() -> None:
    """Let a reading process end when the one that wants its answer was killed, and end without last words.

    Taken down in full, it would list what DuckDB's binding did not let go, ninety lines on the administrator's screen.
    """
    atexit.register(os._exit, 0)

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
