"""The files behind the paths that a person names: folders walked, archives unpacked, workbooks made plain."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from ingestion.archive import unpack
from ingestion.errors import DeliveryError
from ingestion.workbook import table_rows


@dataclass(frozen=True)
class Source:
    """One file to take in. `given` is what the person named, `shown_as` what it is called."""

    path: Path
    given: Path
    shown_as: str
    file_hash: str


def sources(paths: Sequence[Path], folder: Path) -> Iterator[Source | tuple[Path, str]]:
    """The files, in the order given (within a folder or archive: by name); or the path and why it cannot be read.

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
        elif not given.is_file():
            yield given, f"{given.name}: ファイルがありません。場所を確かめてください。"
        elif given.suffix.lower() == ".zip":
            yield from _archived(given, folder)
        else:
            yield _source(given, given, given.name)


def as_text(source: Source, folder: Path) -> Path:
    """A workbook's table as UTF-8 CSV in a folder.

    Raises:
        DeliveryError: the workbook cannot be taken.
    """
    target = folder / f"{source.file_hash}.csv"
    with target.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(table_rows(source.path, source.shown_as))
    return target


def _archived(given: Path, folder: Path) -> Iterator[Source | tuple[Path, str]]:
    inside = folder / _hash(given)
    try:
        inside.mkdir(exist_ok=True)
        for path in unpack(given, inside):
            yield _source(path, given, f"{given.name}の{path.relative_to(inside).as_posix()}")
    except DeliveryError as error:
        yield given, str(error)


def _source(path: Path, given: Path, shown_as: str) -> Source:
    return Source(path, given, shown_as, _hash(path))


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()
