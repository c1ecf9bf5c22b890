"""The ledger: which delivery holds for which day. One transaction a delivery, so there is never half of one."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ingestion.csv_reading import Folding, Quarantined

_TABLES = """
create table if not exists deliveries (
    seq integer primary key, delivery_id text not null unique, municipality_code text not null, feed text not null,
    file_name text not null, content_hash text not null, first_day text, last_day text,
    rows_delivered integer not null, rows_accepted integer not null, rows_quarantined integer not null,
    is_refused integer not null, reason_ja text, is_sample integer not null, accepted_at text);
create table if not exists files (file_hash text not null, municipality_code text not null, delivery_id text not null,
    file_name text not null, primary key (file_hash, municipality_code));
create table if not exists covered (delivery_id text not null, day text not null, primary key (delivery_id, day));
create table if not exists quarantine (delivery_id text not null, row_number integer not null, column_name text not null,
    value_shown text, reason_code text not null, reason_ja text not null);
create table if not exists differences (delivery_id text not null, month text not null, rows_added integer not null,
    rows_removed integer not null, rows_kept integer not null);
create table if not exists foldings (delivery_id text not null, column_name text not null, original text not null,
    folded text not null, rows integer not null);
create table if not exists raw_files (delivery_id text not null primary key, size_bytes integer not null,
    sha256 text not null);
"""
# The latest accepted delivery holds for a day.
_WINNERS = """
select municipality_code, feed, day, delivery_id from (
    select d.municipality_code, d.feed, c.day, d.delivery_id,
        row_number() over (partition by d.municipality_code, d.feed, c.day order by d.seq desc) as place
    from covered as c join deliveries as d using (delivery_id))
where place = 1 order by 1, 2, 3
"""


@dataclass(frozen=True)
class RawFile:
    """Size and hash of the file of a delivery."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Accepted:
    """A delivery to be entered; `days` are those that it stands for."""

    delivery_id: str
    municipality_code: str
    feed: str
    file_name: str
    content_hash: str
    days: Sequence[date]
    rows_delivered: int
    rows_accepted: int
    quarantine: Sequence[Quarantined]
    foldings: Sequence[Folding]
    differences: Sequence[tuple[date, int, int, int]]
    is_sample: bool
    raw: RawFile
    accepted_at: datetime


@dataclass(frozen=True)
class Winner:
    """The delivery that holds for a day."""

    municipality_code: str
    feed: str
    day: date
    delivery_id: str


class Ledger:
    """`var/ledger/ledger.sqlite`."""

    def __init__(self, var: Path) -> None:
        path = var / "ledger" / "ledger.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=60)
        self._connection.executescript(_TABLES)
        self._connection.executescript(self._missing_columns())

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def known_file(self, file_hash: str, municipality_codes: Sequence[str]) -> tuple[str, str] | None:
        """The municipality, of those named, that a file with these bytes was taken in for, and its delivery."""
        found = self._connection.execute(
            "select municipality_code, delivery_id from files where file_hash = ?", (file_hash,)
        ).fetchall()
        return next(((code, of) for code, of in found if code in municipality_codes), None)

    def place(self, delivery_id: str) -> tuple[str, str, str]:
        """Municipality, feed and content hash of a delivery that is there."""
        (found,) = self._connection.execute(
            "select municipality_code, feed, content_hash from deliveries where delivery_id = ?",
            (delivery_id,),
        )
        return found[0], found[1], found[2]

    def raw_file(self, delivery_id: str) -> RawFile | None:
        """What was recorded of the file of a delivery, if anything was."""
        found = self._connection.execute(
            "select size_bytes, sha256 from raw_files where delivery_id = ?", (delivery_id,)
        ).fetchone()
        return RawFile(*found) if found else None

    def record_raw_file(self, delivery_id: str, raw: RawFile) -> None:
        """Record how the file of a delivery is."""
        row = (delivery_id, raw.size_bytes, raw.sha256)
        self._connection.execute("insert or replace into raw_files values (?, ?, ?)", row)

    def knows(self, delivery_id: str) -> bool:
        """Whether a delivery of this content was accepted before."""
        return bool(
            self._connection.execute(
                "select 1 from deliveries where delivery_id = ?", (delivery_id,)
            ).fetchone()
        )

    def enter(self, delivery: Accepted, file_hash: str) -> None:
        """Write an accepted delivery, whole or not at all."""
        with self._transaction():
            self._remove(delivery.delivery_id)
            self._insert(
                "deliveries",
                [
                    (
                        None,
                        delivery.delivery_id,
                        delivery.municipality_code,
                        delivery.feed,
                        delivery.file_name,
                        delivery.content_hash,
                        delivery.days[0].isoformat(),
                        delivery.days[-1].isoformat(),
                        delivery.rows_delivered,
                        delivery.rows_accepted,
                        len(delivery.quarantine),
                        False,
                        None,
                        delivery.is_sample,
                        delivery.accepted_at.isoformat(),
                    )
                ],
            )
            self._insert("covered", [(delivery.delivery_id, day.isoformat()) for day in delivery.days])
            self._insert(
                "quarantine",
                [
                    (
                        delivery.delivery_id,
                        q.row_number,
                        q.column_name,
                        q.value_shown,
                        q.reason_code,
                        q.reason_ja,
                    )
                    for q in delivery.quarantine
                ],
            )
            self._insert(
                "foldings",
                [
                    (delivery.delivery_id, f.column_name, f.original, f.folded, f.rows)
                    for f in delivery.foldings
                ],
            )
            self._insert(
                "differences",
                [
                    (delivery.delivery_id, month.isoformat(), *counts)
                    for month, *counts in delivery.differences
                ],
            )
            self.record_raw_file(delivery.delivery_id, delivery.raw)
            self._know_file(file_hash, delivery.municipality_code, delivery.delivery_id, delivery.file_name)

    def know_file(self, file_hash: str, municipality_code: str, delivery_id: str, file_name: str) -> None:
        """Remember that a file brings a content that is already there."""
        with self._transaction():
            self._know_file(file_hash, municipality_code, delivery_id, file_name)

    def refuse(
        self, file_hash: str, municipality_code: str, feed: str, file_name: str, reason_ja: str
    ) -> None:
        """Remember a refused file and why."""
        delivery_id = f"refused-{file_hash[:16]}"
        with self._transaction():
            self._remove(delivery_id)
            row = (None, delivery_id, municipality_code, feed, file_name, file_hash, None, None)
            self._insert("deliveries", [(*row, 0, 0, 0, True, reason_ja, False, None)])

    def winners(self) -> list[Winner]:
        """Which delivery holds, by municipality, feed and day."""
        return [
            Winner(code, feed, date.fromisoformat(day), delivery_id)
            for code, feed, day, delivery_id in self._connection.execute(_WINNERS)
        ]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of one of the ledger's tables, oldest first."""
        cursor = self._connection.execute(f"select * from {table} order by rowid")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def active_hash(self) -> str:
        """One hash of everything that holds, independent of names and of the order of delivery."""
        text = "\n".join(f"{w.feed} {w.day} {w.delivery_id}" for w in self.winners())
        return sha256(text.encode()).hexdigest()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _missing_columns(self) -> str:
        """A ledger of before the time of acceptance was kept has no such column; what it holds has no such time."""
        names = {row[1] for row in self._connection.execute("pragma table_info(deliveries)")}
        return "" if "accepted_at" in names else "alter table deliveries add column accepted_at text;"

    def _remove(self, delivery_id: str) -> None:
        for table in ("deliveries", "covered", "quarantine", "foldings", "differences"):
            self._connection.execute(f"delete from {table} where delivery_id = ?", (delivery_id,))

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"insert into {table} values ({marks})", rows)

    def _know_file(self, file_hash: str, municipality_code: str, delivery_id: str, file_name: str) -> None:
        self._connection.execute(
            "insert or replace into files values (?, ?, ?, ?)",
            (file_hash, municipality_code, delivery_id, file_name),
        )
