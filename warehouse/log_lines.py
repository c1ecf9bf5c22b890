"""Records of a log, one JSON object a line: written whole by any number of processes, read past what was cut off."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HIDDEN = "…"
# What a sentence quotes comes from a delivery, unless it is a command to give.
_QUOTED = re.compile("「(?!nenpo |make )[^」]*」?")


def append_line(path: Path, record: dict[str, Any]) -> None:
    """Add one record at the end, in one write, so that the lines of two processes do not mix.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        size = os.fstat(descriptor).st_size
        # A line that a killed process left half would swallow this one.
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            line = b"\n" + line
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records in the order of writing; none where there is no file, and none for a line that is no record."""
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


def without_quoted(sentence_ja: str) -> str:
    """A sentence of ours without what it quotes, which may be a value of a person."""
    return _QUOTED.sub(f"「{HIDDEN}」", sentence_ja)
