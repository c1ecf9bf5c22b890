"""The last step of a delivery: its file in place, then its line in the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from ingestion.compare import differences, shrinks
from ingestion.csv_reading import Folding, Quarantined
from ingestion.errors import DeliveryError
from ingestion.ledger import Accepted, Ledger
from ingestion.parquet_file import delivery_id, parquet_path, put_in_place
from ingestion.stored import is_damaged, raw_file, refuse_damaged


@dataclass(frozen=True)
class Delivered:
    """A delivery that was read; `day_column` is the column of its file that says the day of a row."""

    municipality_code: str
    feed: str
    name_ja: str
    file_name: str
    content_hash: str
    parquet: Path
    days: tuple[date, ...]
    day_column: str
    rows_delivered: int
    rows_accepted: int
    quarantine: Sequence[Quarantined]
    foldings: Sequence[Folding]
    is_sample: bool


def enter(
    delivered: Delivered, file_hash: str, var: Path, ledger: Ledger, at: datetime, *, again: bool = False
) -> tuple[Literal["accepted", "known"], str]:
    """Enter a delivery, unless its content is known; with `again`, also then.

    Returns:
        What became of it, and a sentence for people.

    Raises:
        DeliveryError: it would take away more than half of what was delivered for a month.
        StoppedError: a delivery that it is compared with is damaged.
    """
    code, feed, content = delivered.municipality_code, delivered.feed, delivered.content_hash
    identity = delivery_id(code, feed, content)
    raw = parquet_path(var, code, feed, content)
    is_known = ledger.knows(identity)
    if is_known and not again:
        said = "何も変わりません。"
        if _keep(delivered, raw, var, ledger, is_known=True):
            ledger.record_raw_file(identity, raw_file(raw))
            said = "壊れていた保存ファイルを入れ直しました。"
        ledger.know_file(file_hash, code, identity, delivered.file_name)
        return "known", f"{delivered.file_name}: すでに取り込んだ内容です。{said}"
    found = _differences(delivered, var, ledger)
    lost = shrinks(found)
    if lost:
        delivered.parquet.unlink()
        month, before, now = lost
        raise DeliveryError(
            f"{delivered.file_name}: {month.year}年{month.month}月の{delivered.name_ja}は{before:,}行が納品されています。"
            f"このファイルでは{now:,}行しかありません。日付を確かめるか、その月のすべての行を渡してください。"
        )
    _keep(delivered, raw, var, ledger, is_known=is_known)
    ledger.enter(
        Accepted(
            identity,
            code,
            feed,
            delivered.file_name,
            content,
            delivered.days,
            delivered.rows_delivered,
            delivered.rows_accepted,
            delivered.quarantine,
            delivered.foldings,
            found,
            delivered.is_sample,
            raw_file(raw),
            at,
        ),
        file_hash,
    )
    return "accepted", _sentence(delivered, found)


def _keep(delivered: Delivered, raw: Path, var: Path, ledger: Ledger, *, is_known: bool) -> bool:
    """Give the file of a delivery its name; one that is there stays as it is, unless it is damaged.

    Returns:
        Whether the file is the new one.
    """
    identity = delivery_id(delivered.municipality_code, delivered.feed, delivered.content_hash)
    if is_known and raw.exists() and not is_damaged(var, ledger, identity):
        delivered.parquet.unlink()
        return False
    put_in_place(delivered.parquet, var, delivered.municipality_code, delivered.feed, delivered.content_hash)
    return True


def _differences(delivered: Delivered, var: Path, ledger: Ledger) -> list[tuple[date, int, int, int]]:
    days = set(delivered.days)
    before: dict[str, list[date]] = {}
    for winner in ledger.winners():
        same_feed = (winner.municipality_code, winner.feed) == (delivered.municipality_code, delivered.feed)
        if same_feed and winner.day in days:
            before.setdefault(winner.delivery_id, []).append(winner.day)
    refuse_damaged(var, before.keys())
    prefix = delivery_id(delivered.municipality_code, delivered.feed, "")
    held = {
        parquet_path(var, delivered.municipality_code, delivered.feed, name.removeprefix(prefix)): of
        for name, of in before.items()
    }
    return differences(delivered.parquet, held, delivered.day_column)


def _sentence(delivered: Delivered, found: list[tuple[date, int, int, int]]) -> str:
    first, last = delivered.days[0], delivered.days[-1]
    span = f"{first:%Y-%m-%d}" + (f"から{last:%Y-%m-%d}" if last != first else "")
    parts = [
        f"{delivered.file_name}: {delivered.name_ja} {delivered.rows_accepted:,}行を取り込みました({span})"
    ]
    if delivered.quarantine:
        parts.append(f"隔離 {len(delivered.quarantine):,}行")
    if found:
        added, removed = sum(f[1] for f in found), sum(f[2] for f in found)
        parts.append(f"前の納品との差 追加{added:,}行・削除{removed:,}行")
    if delivered.is_sample:
        parts.append("見本データ")
    return "、".join(parts) + "。"
