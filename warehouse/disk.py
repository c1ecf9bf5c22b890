"""A full disk, told from whatever error it ends in."""

import errno
import shutil
from pathlib import Path

from warehouse.errors import UserError

_NUMBERS = (errno.ENOSPC, errno.EDQUOT)
# A build of one small city needs more.
_LEAST_FREE_BYTES = 8 * 2**20
# What DuckDB, SQLite and the operating system say; dbt and Dagster pass these words on.
_WORDS = ("No space left on device", "database or disk is full", "Disk quota exceeded")


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, or one that led to it, is that nothing more could be written."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _NUMBERS:
            return True
        if says_disk_full(str(seen)):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def has_no_room(folder: Path) -> bool:
    """Whether so little is free that what failed just now most likely failed for it, whatever it says.

    SQLite calls it an error of input and output, and dbt tells only that a model failed.
    """
    try:
        return shutil.disk_usage(folder).free < _LEAST_FREE_BYTES
    except OSError:
        return False


def says_disk_full(text: str) -> bool:
    """Whether a text, such as another program's message, says it."""
    return any(words in text for words in _WORDS)


def disk_full(command: str) -> UserError:
    """What is said of it: what is as it was, and which command to repeat once there is room."""
    return UserError(
        "ディスクの空きが足りないため、書き込めませんでした。公開中のデータと取り込み済みの納品データはそのままです。"
        f"空きを作ってから「{command}」をもう一度実行してください。"
    )
