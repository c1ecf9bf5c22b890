"""Progress of a run: to Dagster's log, and as plain lines to whoever listens to the logger `nenpo`."""

import logging
import sys
import time

import dagster as dg

_LOGGER = logging.getLogger("nenpo")


def say(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext, text: str) -> None:
    """Tell what is being done."""
    context.log.info(text)
    _LOGGER.info(text)


def show_on_stderr() -> None:
    """Print the progress of this process with the seconds since now."""
    start = time.monotonic()
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(lambda record: setattr(record, "elapsed", time.monotonic() - start) or True)
    handler.setFormatter(logging.Formatter("[%(elapsed)6.1f秒] %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
