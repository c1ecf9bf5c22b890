"""Files that are there whole or not at all, also after the power failed."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Replace a file by this text in one step; where that fails, the file stays and nothing is left beside it."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8") as handle:
            handle.write(text)
        put_in_place(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def put_in_place(partial: Path, path: Path) -> None:
    """Bring a whole file to disk and give it its name in one step."""
    to_disk(partial)
    partial.replace(path)
    to_disk(path.parent)


def to_disk(path: Path) -> None:
    """Return when what was written to a file, or the names in a folder, would outlast a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
