"""ZIP archives, opened with limits: an archive may not grow, hide or wander."""

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ingestion.errors import DeliveryError

# A year of a large city is some gigabytes; text packs ten to twenty times.
MAX_FILES = 1000
MAX_BYTES = 20 * 1024**3
MAX_RATIO = 200
MAX_NAME = 200
_SMALL = 1024 * 1024
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_CHUNK = 1024 * 1024
_SUFFIX = 8
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What zipfile and the packings below it say of bytes that are no archive.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, ValueError, LookupError)


def unpack(path: Path, folder: Path) -> list[tuple[str, Path]]:
    """Unpack an archive.

    Args:
        path: the archive.
        folder: an empty folder that receives its files, under numbers: their names are somebody else's.

    Returns:
        Name and file, in the order of the names; what a Mac adds is left out.

    Raises:
        DeliveryError: no archive, nothing in it, too large, too tightly packed, encrypted, nested, or a name that leads
            elsewhere.
    """
    with _opened(path, f"{path.name}: ZIPとして開けません。作り直して渡してください。") as archive:
        named = _members(path.name, archive)
        names = [
            name
            for name in sorted(named)
            if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
        ]
        if not names:
            raise DeliveryError(
                f"{path.name}: 中にファイルがありません。納品のファイルを入れて作り直してください。"
            )
        return [(name, _extract(archive, named[name], folder, place)) for place, name in enumerate(names)]


def check_packed(path: Path, shown_as: str) -> None:
    """Hold a workbook, which is an archive as well, against the same limits.

    Raises:
        DeliveryError: as `unpack`.
    """
    with _opened(
        path, f"{shown_as}: Excelのファイルとして開けません。xlsx形式で保存し直してください。"
    ) as archive:
        _members(shown_as, archive)


@contextmanager
def _opened(path: Path, refusal: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGED as error:
        raise DeliveryError(refusal) from error
    except OSError as error:
        # So says bz2 of damaged data; what the machine itself refuses has a number.
        if error.errno is not None:
            raise
        raise DeliveryError(refusal) from error


def _members(shown_as: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of an archive by name, all held against the limits."""
    entries = archive.infolist()
    if len(entries) > MAX_FILES:
        raise DeliveryError(
            f"{shown_as}: ファイルとフォルダーが{len(entries):,}個あります。{MAX_FILES:,}個までに分けて渡してください。"
        )
    total = sum(entry.file_size for entry in entries)
    if total > MAX_BYTES:
        raise DeliveryError(
            f"{shown_as}: 展開すると{total / 1024**3:.1f}GBになります。{MAX_BYTES // 1024**3}GBまでに分けて渡してください。"
        )
    members: dict[str, zipfile.ZipInfo] = {}
    for member in entries:
        if member.is_dir():
            continue
        name = _name(member)
        _check_member(shown_as, name, member)
        plain = PurePosixPath(name).as_posix()
        if plain in members:
            raise DeliveryError(
                f"{shown_as}: 「{plain}」という名前のファイルが二つあります。名前を変えて作り直してください。"
            )
        members[plain] = member
    return members


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 mark Windows writes CP932, which zipfile takes for CP437."""
    if member.flag_bits & _UTF8_FLAG:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return member.filename


def _check_member(shown_as: str, name: str, member: zipfile.ZipInfo) -> None:
    if _CONTROL.search(member.orig_filename):
        raise DeliveryError(
            f"{shown_as}: 「{_CONTROL.sub('?', member.orig_filename)[:80]}」の名前に文字でない値があります。名前を変えて作り直してください。"
        )
    parts = PurePosixPath(name.replace("\\", "/")).parts
    wanders = name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\\" in name
    if wanders or stat.S_ISLNK(member.external_attr >> 16):
        raise DeliveryError(
            f"{shown_as}: 「{name[:80]}」は外の場所を指しています。フォルダーの中のファイルだけにしてください。"
        )
    if len(name) > MAX_NAME:
        raise DeliveryError(
            f"{shown_as}: 「{name[:40]}…」の名前が長すぎます。{MAX_NAME}文字までにしてください。"
        )
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise DeliveryError(
            f"{shown_as}: 「{name}」に暗号がかかっています。暗号を解いたものを渡してください。"
        )
    if name.lower().endswith(".zip"):
        raise DeliveryError(
            f"{shown_as}: ZIPの中にZIP「{name}」があります。中のZIPを展開してから渡してください。"
        )
    if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise DeliveryError(
            f"{shown_as}: 「{name}」の圧縮が{MAX_RATIO}倍を超えています。圧縮していないファイルを渡してください。"
        )


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, number: int) -> Path:
    # What kind of file it is, is told by its suffix.
    target = folder / f"{number:04}{PurePosixPath(member.filename).suffix[:_SUFFIX]}"
    with archive.open(member) as read, target.open("wb") as write:
        while chunk := read.read(_CHUNK):
            write.write(chunk)
    return target
