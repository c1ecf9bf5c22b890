"""A full disk is told by whatever it ends in, and by nothing else."""

import errno
import sqlite3

import duckdb
import pytest

from warehouse.disk import is_disk_full


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "nothing that is read"),
        duckdb.IOException('Could not write file "x": No space left on device'),
        sqlite3.OperationalError("database or disk is full"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_it_is_told_also_through_what_it_led_to(error: Exception) -> None:
    assert is_disk_full(error)
    try:
        try:
            raise error
        except Exception as first:
            raise RuntimeError("a step failed") from first
    except RuntimeError as last:
        assert is_disk_full(last)


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "denied"), ValueError("no space")], ids=str)
def test_other_errors_are_not(error: Exception) -> None:
    assert not is_disk_full(error)
