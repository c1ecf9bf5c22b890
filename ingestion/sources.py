"""The files behind the paths that a person names: folders walked, archives unpacked, workbooks made plain."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from tempfile import mkdtemp

from ingestion.archive import unpack
from ingestion.errors import DeliveryError, as_refusal
from ingestion.workbook import table_rows


@dataclass(frozen=True)
class Source:
    """One file to take in. `given` is what the person named, `shown_as` what it is called.

    Without `file_hash` its bytes could not be had.
    """

    path: Path
    given: Path
    shown_as: str
    file_hash: str


@dataclass(frozen=True)
class Unread:
    """A path that gives no file to take in, and why."""

    source: Source
    error: DeliveryError


def sources(paths: Sequence[Path], folder: Path) -> Iterator[Source | Unread]:
    """The files, in the order given (within a folder or archive: by name).

    Args:
        paths: files, folders and ZIP archives.
        folder: receives what archives hold.
    """
    for given in paths:
        if given.is_dir():
            inside = sorted(
                p
                for p in given.rglob("*")
                if p.is_file() and not any(part.startswith(".") for part in p.relative_to(given).parts)
            )
            yield from sources(inside, folder)
        else:
            yield from _behind(given, folder)


def as_text(source: Source, folder: Path) -> Path:
    """A workbook's table as UTF-8 CSV in a folder.

    Raises:
        DeliveryError: the workbook cannot be taken.
    """
    target = Path(mkdtemp(dir=folder)) / "table.csv"
    with target.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(table_rows(source.path, source.shown_as))
    return target


def _behind(given: Path, folder: Path) -> list[Source | Unread]:
    """What a file is or holds. Whatever is wrong with one file must not stop those that come with it."""
    whole = Source(given, given, given.name, "")
    try:
        if not given.is_file():
            raise DeliveryError(f"{given.name}: ファイルがありません。場所を確かめてください。")
        whole = replace(whole, file_hash=_hash(given))
        if given.suffix.lower() != ".zip":
            return [whole]
        # A folder of its own: the same archive may come twice while the first is still read.
        return [
            Source(path, given, f"{given.name}の{name}", _hash(path))
            for name, path in unpack(given, Path(mkdtemp(dir=folder)))
        ]
    except Exception as error:
        return [Unread(whole, as_refusal(given.name, error))]


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()
