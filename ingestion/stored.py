"""The files of accepted deliveries, held against what the ledger recorded of them when they were entered."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from ingestion.errors import StoppedError
from ingestion.ledger import Ledger, RawFile
from ingestion.parquet_file import parquet_path


def raw_file(path: Path) -> RawFile:
    """Size and hash of a file as it is now."""
    with path.open("rb") as handle:
        return RawFile(path.stat().st_size, hashlib.file_digest(handle, "sha256").hexdigest())


def is_damaged(var: Path, ledger: Ledger, delivery_id: str) -> bool:
    """Whether the file of a delivery is not as it was entered; one that holds for no day may have been removed."""
    path, recorded = _path(var, ledger, delivery_id), ledger.raw_file(delivery_id)
    if not path.exists():
        return any(winner.delivery_id == delivery_id for winner in ledger.winners())
    return recorded is not None and raw_file(path) != recorded


def damage(var: Path, delivery_ids: Collection[str] | None = None) -> list[str]:
    """Read the files of deliveries through.

    Args:
        var: the installation's state.
        delivery_ids: which ones; all accepted ones where it is left out.

    Returns:
        A Japanese sentence a damaged or missing file, which names it and the delivery that it came from.
    """
    if not (var / "ledger" / "ledger.sqlite").exists():
        return []
    ledger = Ledger(var)
    try:
        return [
            _sentence(row["file_name"], _path(var, ledger, row["delivery_id"]))
            for row in ledger.rows("deliveries")
            if not row["is_refused"]
            and (delivery_ids is None or row["delivery_id"] in delivery_ids)
            and is_damaged(var, ledger, row["delivery_id"])
        ]
    finally:
        ledger.close()


def refuse_damaged(var: Path, delivery_ids: Collection[str] | None = None) -> None:
    """Let nothing be made from damaged files.

    Args:
        var: the installation's state.
        delivery_ids: the deliveries that would be read; those that hold where it is left out.

    Raises:
        StoppedError: some are damaged; it names them.
    """
    if delivery_ids is None:
        ledger = Ledger(var)
        try:
            delivery_ids = {winner.delivery_id for winner in ledger.winners()}
        finally:
            ledger.close()
    found = damage(var, delivery_ids)
    if found:
        raise StoppedError("\n".join(found))


def record_raw_files(var: Path) -> list[str]:
    """Record size and hash of each file that the ledger says nothing of yet, as it is now.

    Returns:
        A Japanese sentence a delivery that holds and has no file.
    """
    if not (var / "ledger" / "ledger.sqlite").exists():
        return []
    ledger = Ledger(var)
    try:
        for row in ledger.rows("deliveries"):
            path = _path(var, ledger, row["delivery_id"])
            if not row["is_refused"] and path.exists() and ledger.raw_file(row["delivery_id"]) is None:
                ledger.record_raw_file(row["delivery_id"], raw_file(path))
    finally:
        ledger.close()
    return damage(var)


def _path(var: Path, ledger: Ledger, delivery_id: str) -> Path:
    return parquet_path(var, *ledger.place(delivery_id))


def _sentence(file_name: str, path: Path) -> str:
    state = "壊れています(取り込んだときの内容と違います)" if path.exists() else "ありません"
    return (
        f"納品データ {file_name} を保存したファイル {path} が{state}。"
        "バックアップから戻すか、同じ納品データを「nenpo ingest」でもう一度取り込んでください。"
    )
