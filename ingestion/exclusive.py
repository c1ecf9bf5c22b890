"""One ingest at a time in an installation; what an interrupted one left behind is swept."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingestion.errors import DeliveryError


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the installation's ingest, from a clean start.

    Raises:
        DeliveryError: another process holds it.
    """
    lock = var / "ledger" / "ingest.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DeliveryError(
                "別の取り込みがまだ動いています。終わってからもう一度実行してください。"
            ) from None
        # Passing files hold what a person's own is until it is taken out.
        shutil.rmtree(scratch(var))
        for left in (var / "raw").rglob("*.partial"):
            left.unlink()
        # A secret that was made and did not get its name.
        for left in (var / "keys").glob("*.key.[0-9]*"):
            left.unlink()
        yield


def scratch(var: Path) -> Path:
    """The folder of passing files, which nobody else may read."""
    folder = var / "work" / "ingest"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
