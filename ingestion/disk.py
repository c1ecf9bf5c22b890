"""What the disk does: bringing a file to it for good, and being full. As in warehouse, which shares nothing with here."""

import errno
import os
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT)
# What DuckDB and SQLite say of it.
_FULL_WORDS = ("No space left on device", "database or disk is full", "Disk quota exceeded")


def to_disk(path: Path) -> None:
    """Return when what was written to a file, or the names in a folder, would outlast a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, or one that led to it, is that nothing more could be written."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _FULL:
            return True
        if any(words in str(seen) for words in _FULL_WORDS):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
