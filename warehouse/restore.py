"""A backup back into folders, and the drill that shows that it would work."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from warehouse.backup import PARTIAL
from warehouse.backup_file import INDEX, PIECE, Hashing, Index, compare, opened
from warehouse.errors import UserError
from warehouse.intact import file_hash
from warehouse.manifest import current_manifest
from warehouse.open import open_published
from warehouse.places import Places

# Files of superseded deliveries may have been removed by hand.
_HOLDING = """
select distinct municipality_code, feed, content_hash from (
    select d.municipality_code, d.feed, d.content_hash,
        row_number() over (partition by d.municipality_code, d.feed, c.day order by d.seq desc) as place
    from covered as c join deliveries as d using (delivery_id))
where place = 1
"""


@dataclass(frozen=True)
class Drill:
    """What a drill restored and looked at: files, bytes, the build and its tables, deliveries that hold."""

    backup: str
    files: int
    size_bytes: int
    build_id: str | None
    tables: int
    deliveries: int


def restore(backup: Path, into: Path) -> Index:
    """Restore a backup into a folder that is empty or not there: `var` and `seeds` come to lie in it.

    It is unpacked under a passing name and held against its index; only then it gets its name.

    Raises:
        UserError: the folder is not empty, the backup is damaged (the sentence names the member), or the disk is full.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise UserError(
            f"{into} は空ではありません。空のフォルダー、またはまだないフォルダーを指定してください。"
        )
    partial = into.absolute().with_name(into.absolute().name + PARTIAL)
    try:
        if partial.exists():
            shutil.rmtree(partial)
        partial.mkdir(parents=True, mode=0o700)
        try:
            index = _unpack(backup, partial)
            if into.exists():
                into.rmdir()
            partial.replace(into)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"{into} に復元できません({error.strerror or '入出力の誤り'})。"
            "空き容量と書き込みの権限を確かめて、もう一度実行してください。"
        ) from error
    return index


def drill(backup: Path) -> Drill:
    """Restore a backup into a passing folder beside it, compare every hash on disk, open ledger and build.

    Raises:
        UserError: something is not as it was; the sentence says what.
    """
    # Beside the backup: a machine's own passing folder may be small, and may be anybody's to read.
    with tempfile.TemporaryDirectory(dir=backup.parent) as folder:
        root = Path(folder) / "restored"
        index = restore(backup, root)
        compare(backup, index, {m.path: file_hash(root / m.path) for m in index.members})
        places = Places(root / "var")
        return Drill(
            backup.name,
            len(index.members),
            sum(member.size_bytes for member in index.members),
            index.build_id,
            _tables(places, backup),
            _deliveries(places, backup),
        )


def _unpack(backup: Path, root: Path) -> Index:
    index, found = None, {}
    with opened(backup) as reading:
        for info, content in reading.members():
            if info.name == INDEX:
                index = Index.from_json(content.read())
                continue
            path = root / info.name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            hashing = Hashing(content)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                shutil.copyfileobj(hashing, target, PIECE)
            path.chmod(info.mode & 0o777)
            # What came first and what last is told by these times.
            os.utime(path, (info.mtime, info.mtime))
            found[info.name] = hashing.sha256
        compare(backup, index, found)
    assert index is not None  # compare has refused a backup without one
    return index


def _tables(places: Places, backup: Path) -> int:
    """Open the build and count the rows of each table against its manifest."""
    manifest = current_manifest(places)
    if manifest is None:
        return 0
    with closing(open_published(places.var)) as published:
        for table, content in manifest["tables"].items():
            ((rows,),) = published.rows(f'select count(*) from "{table}"')
            if rows != content["rows"]:
                raise UserError(
                    f"バックアップ {backup.name} のビルドの表 {table} の行数が記録と違います。別のバックアップを使ってください。"
                )
    return len(manifest["tables"])


def _deliveries(places: Places, backup: Path) -> int:
    """Open the ledger; every delivery that holds for a day must have its file."""
    ledger = places.ledger / "ledger.sqlite"
    if not ledger.exists():
        return 0
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
        (state,) = connection.execute("pragma integrity_check").fetchone()
        holding = connection.execute(_HOLDING).fetchall()
    missing = [row for row in holding if not _raw_file(places, *row).exists()]
    if state != "ok" or missing:
        raise UserError(
            f"バックアップ {backup.name} の取込台帳が、取り込んだデータと合いません({len(missing)}件)。"
            "別のバックアップを使い、「nenpo backup」をやり直してください。"
        )
    return len(holding)


def _raw_file(places: Places, municipality_code: str, feed: str, content_hash: str) -> Path:
    return places.raw / municipality_code / feed / f"{content_hash}.parquet"
