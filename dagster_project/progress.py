"""Progress of a run: to Dagster's log, and as plain lines to whoever listens to the logger `nenpo`."""

import logging
import sys
import time

import dagster as dg

_LOGGER = logging.getLogger("nenpo")


class _Elapsed(logging.Formatter):
    """The seconds since it was made, then what was said."""

    def __init__(self) -> None:
        super().__init__()
        self._start = time.monotonic()

    def format(self, record: logging.LogRecord) -> str:
        return f"[{time.monotonic() - self._start:6.1f}秒] {record.getMessage()}"


def say(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext, text: str) -> None:
    """Tell what is being done."""
    context.log.info(text)
    _LOGGER.info(text)


def show_on_stderr() -> None:
    """Print the progress of this process with the seconds since now."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Elapsed())
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
