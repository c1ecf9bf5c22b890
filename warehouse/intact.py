"""Whether a file is as it was written, read through once in a process."""

import hashlib
from functools import lru_cache
from pathlib import Path


def is_intact(path: Path, size_bytes: int | None, sha256: str) -> bool:
    """Whether a file has this size and hash; read again only when its size, time or place on disk is another.

    Args:
        path: the file; one that is not there is not intact.
        size_bytes: its size, where that is known.
        sha256: the hash of its bytes.
    """
    try:
        found = path.stat()
        if size_bytes is not None and found.st_size != size_bytes:
            return False
        return _hash(path, found.st_ino, found.st_size, found.st_mtime_ns) == sha256
    except OSError:
        return False


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@lru_cache(maxsize=64)
def _hash(path: Path, inode: int, size: int, changed_ns: int) -> str:
    """The last three only tell one state of the file from another."""
    return file_hash(path)
