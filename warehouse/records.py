"""The log of an installation: one JSON line a record in a file a day, with nothing of a person in it.

What our own code says is made to be shown. What somebody else's says (an exception of a library, the output of a
program) may quote a value of a delivery, so only its kind, its place in the code and its plain words are kept.
"""

import io
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.japan import JAPAN
from warehouse.log_lines import HIDDEN, append_line, without_quoted
from warehouse.places import Places

DAY_SECONDS = 24 * 3600
OUTPUT = "output"
COMMAND = "command"
INGESTION = "ingestion"
# Progress and pages; deliveries; the command itself; what programs print that it runs.
RECORDED = ("nenpo", INGESTION, COMMAND, OUTPUT)
# Errors whose text is one of our own sentences. By name, for they belong to several rooms.
SAYING = ("CatalogError", "DamagedError", "DeliveryError", "StoppedError", "UserError")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_QUOTED = re.compile(r"""(["'`「『]).*?(["'`」』]|$)""")
_VALUE = re.compile(r"[^\x00-\x7f]+|\d{5,}|\b[0-9a-f]{16,}\b")


class Records(logging.Handler):
    """Writes each record to the file of its day."""

    def __init__(self, places: Places, run: str) -> None:
        super().__init__()
        self._places = places
        self._run = run

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; a log that cannot be written stops nobody's work."""
        at = datetime.fromtimestamp(record.created, UTC)
        said = record.getMessage()
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "run": self._run,
            "message": masked(said) if record.name == OUTPUT else without_quoted(said),
        }
        if found := getattr(record, "error", None):
            line["errors"] = [found]
        elif record.exc_info and record.exc_info[1]:
            line["errors"] = list(_errors(record.exc_info[1], keep_words=record.name != INGESTION))
        try:
            append_line(log_file(self._places, at), line)
        except OSError:
            self.handleError(record)


class OutputLines(io.TextIOBase):
    """Takes what a program prints and records it line by line."""

    def __init__(self) -> None:
        self._rest = ""

    def write(self, text: str) -> int:
        """Record each whole line."""
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            if line.strip():
                logging.getLogger(OUTPUT).info("%s", line.rstrip())
        return len(text)

    def close(self) -> None:
        """Record what has no line end."""
        self.write("\n" if self._rest else "")
        super().close()


def record_to(places: Places, run: str) -> None:
    """Let the loggers of this process write to the log of an installation, and to no other's.

    Args:
        places: the installation.
        run: what the records of one run have in common.
    """
    handler = Records(places, run)
    for name in RECORDED:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        for before in [h for h in logger.handlers if isinstance(h, Records)]:
            logger.removeHandler(before)
        logger.addHandler(handler)


def also_record(name: str) -> None:
    """Let a logger of another package write to the same log."""
    for handler in logging.getLogger(COMMAND).handlers:
        if isinstance(handler, Records):
            logging.getLogger(name).addHandler(handler)


def log_file(places: Places, at: datetime) -> Path:
    """The file of a day in Japan."""
    return places.logs / f"nenpo-{at.astimezone(JAPAN):%Y-%m-%d}.jsonl"


def drop_old_logs(places: Places, logs_days: int, now: datetime) -> int:
    """Remove the logs that nothing was written to for so many days; how many there were.

    The list of runs stays: it is a few hundred lines a year.
    """
    limit = now.timestamp() - logs_days * DAY_SECONDS
    old = [
        path
        for path in places.logs.rglob("*")
        if path.is_file() and path != places.runs and path.stat().st_mtime < limit
    ]
    for path in old:
        path.unlink()
    return len(old)


def masked(text: str) -> str:
    """The words of a program's own text: what is quoted, no ASCII, or a long number is left out."""
    return _VALUE.sub(HIDDEN, _QUOTED.sub(rf"\1{HIDDEN}\2", _COLOUR.sub("", text)))


def note_error(step: str, kind: str, text: str, frames: list[str]) -> None:
    """Record an error of a step that another process or thread met.

    Args:
        step: what was being done.
        kind: the name of its class.
        text: what it says.
        frames: where in the code, outermost first.
    """
    logging.getLogger(COMMAND).error("%s", step, extra={"error": _kept(kind, text, frames)})


def _kept(kind: str, text: str, frames: list[str], *, keep_words: bool = True) -> dict[str, Any]:
    """Kind and place of an error; its own text only if it is a sentence of ours, otherwise the words of a line."""
    ours = kind in SAYING
    said = without_quoted(text) if ours else masked(text.partition("\n")[0]) if keep_words else ""
    return {"kind": kind, "said": said, "frames": frames}


def _errors(error: BaseException | None, *, keep_words: bool) -> Iterator[dict[str, Any]]:
    """An error and what it came from, each with its frames."""
    while error is not None:
        text = f"{error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)
        frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        yield _kept(type(error).__name__, text, frames, keep_words=keep_words or isinstance(error, OSError))
        error = error.__cause__ or error.__context__
