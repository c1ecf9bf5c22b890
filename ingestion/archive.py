"""ZIP archives, opened with limits: an archive may not grow, hide or wander."""

import stat
import zipfile
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


def unpack(path: Path, folder: Path) -> list[Path]:
    """Unpack an archive.

    Args:
        path: the archive.
        folder: an empty folder that receives its files.

    Returns:
        The files in the order of their names; what a Mac adds is left out.

    Raises:
        DeliveryError: no archive, too large, too tightly packed, encrypted, nested, or a name that leads elsewhere.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            named = {_name(member): member for member in members}
            _check(path.name, members, named)
            return [
                _extract(path.name, archive, named[name], folder / name)
                for name in sorted(named)
                if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
            ]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DeliveryError(f"{path.name}: ZIPとして開けません。作り直して渡してください。") from error


def check_packed(path: Path) -> None:
    """Hold a workbook, which is an archive as well, against the same limits.

    Raises:
        DeliveryError: as `unpack`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            _check(path.name, members, {_name(member): member for member in members})
    except zipfile.BadZipFile as error:
        raise DeliveryError(
            f"{path.name}: Excelのファイルとして開けません。xlsx形式で保存し直してください。"
        ) from error


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 mark Windows writes CP932, which zipfile takes for CP437."""
    if member.flag_bits & _UTF8_FLAG:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return member.filename


def _check(shown_as: str, members: list[zipfile.ZipInfo], named: dict[str, zipfile.ZipInfo]) -> None:
    if len(members) > MAX_FILES:
        raise DeliveryError(
            f"{shown_as}: ファイルが{len(members):,}個あります。{MAX_FILES:,}個までに分けて渡してください。"
        )
    if len(named) < len(members):
        raise DeliveryError(f"{shown_as}: 同じ名前のファイルが二つあります。名前を変えて作り直してください。")
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        raise DeliveryError(
            f"{shown_as}: 展開すると{total / 1024**3:.1f}GBになります。{MAX_BYTES // 1024**3}GBまでに分けて渡してください。"
        )
    for name, member in named.items():
        _check_member(shown_as, name, member)


def _check_member(shown_as: str, name: str, member: zipfile.ZipInfo) -> None:
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


def _extract(shown_as: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(member) as read, target.open("wb") as write:
        while chunk := read.read(_CHUNK):
            written += len(chunk)
            # The size in the directory of the archive is a claim.
            if written > member.file_size:
                raise DeliveryError(f"{shown_as}: 中のファイルの大きさが記録と違います。作り直してください。")
            write.write(chunk)
    return target
