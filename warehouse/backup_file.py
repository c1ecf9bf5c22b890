"""The one file of a backup: what it is called, what its index says, how its members are read and checked."""

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from warehouse.errors import UserError

PREFIX, SUFFIX = "nenpo-backup-", ".tar.gz"
# The last member: a file that was cut off has none.
INDEX = "index.json"
LAYOUT = 1
PIECE = 1024 * 1024
_STAMP = "%Y%m%dT%H%M%SZ"
# What reading a damaged or cut-off archive may end in.
_DAMAGE = (tarfile.TarError, zlib.error, EOFError, ValueError)


@dataclass(frozen=True)
class Member:
    """One file of a backup. `path` begins with `var/` or `seeds/`."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Index:
    """What a backup holds, when it was made, of which build and by which versions."""

    layout: int
    made_at: datetime
    build_id: str | None
    versions: dict[str, str]
    members: tuple[Member, ...]

    def to_json(self) -> str:
        """As it stands in the file."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> "Index":
        """Read what `to_json` wrote.

        Raises:
            ValueError: it is not an index.
        """
        try:
            found: dict[str, Any] = json.loads(text)
            members = tuple(Member(**member) for member in found["members"])
            made_at = datetime.fromisoformat(found["made_at"])
            return cls(**{**found, "members": members, "made_at": made_at})
        except (KeyError, TypeError) as error:
            raise ValueError("not an index of a backup") from error


def name_of(made_at: datetime) -> str:
    """The name of a backup made at that moment."""
    return f"{PREFIX}{made_at.astimezone(UTC):{_STAMP}}{SUFFIX}"


def backups_in(folder: Path) -> list[Path]:
    """The finished backups in a folder, the oldest first."""
    return sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), key=lambda path: path.name)


def made_at(path: Path) -> datetime:
    """When a backup was made, by its name.

    Raises:
        ValueError: it is not named as backups are.
    """
    stamp = path.name.removeprefix(PREFIX).removesuffix(SUFFIX)
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def newest(folder: Path) -> Path:
    """The newest backup in a folder.

    Raises:
        UserError: there is none.
    """
    found = backups_in(folder)
    if not found:
        raise UserError(f"{folder} にバックアップがありません。「nenpo backup」で作ってください。")
    return found[-1]


@contextmanager
def opened(backup: Path) -> Iterator["Reading"]:
    """Read a backup from its beginning to its end; the hashes of its members are compared while it is open.

    Raises:
        UserError: it is damaged; the sentence names the member.
    """
    if not backup.is_file():
        raise UserError(f"バックアップ {backup} がありません。ファイルの場所を確かめてください。")
    reading = Reading(backup)
    try:
        # Does not look at the checksum of the whole, so that the hashes can name a member first.
        with tarfile.open(backup, "r|gz") as archive:
            reading.archive = archive
            yield reading
        with gzip.open(backup) as packed:
            while packed.read(PIECE):
                pass
    except OSError as error:
        if error.errno is not None:
            # The disk's, not the archive's.
            raise
        raise reading.damage() from error
    except _DAMAGE as error:
        raise reading.damage() from error


class Reading:
    """A backup while it is read; knows at which member it is, so that damage can be told by name."""

    archive: tarfile.TarFile

    def __init__(self, backup: Path) -> None:
        self._backup = backup
        self._at: str | None = None

    def members(self) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
        """Each member with its content, the index last."""
        for info in self.archive:
            self._at = info.name
            content = self.archive.extractfile(info) if info.isreg() else None
            if content is None or not (info.name == INDEX or is_safe(info.name)):
                raise self.damage()
            yield info, content

    def damage(self) -> UserError:
        """What is said when the member that is being read is not as it was written."""
        where = f"「{self._at}」" if self._at else "先頭"
        return UserError(
            f"バックアップ {self._backup.name} は壊れています({where}の付近)。"
            "別のバックアップ、または別の場所の写しを使ってください。"
        )


def compare(backup: Path, index: Index | None, found: dict[str, str]) -> None:
    """Hold the hashes of what was read against the index.

    Args:
        backup: the file, for the sentence.
        index: what it should hold, if one was found.
        found: hash by member.

    Raises:
        UserError: they differ; the sentence names the members.
    """
    if index is None:
        raise UserError(
            f"バックアップ {backup.name} は途中で切れています(目録「{INDEX}」がありません)。"
            "別のバックアップ、または別の場所の写しを使ってください。"
        )
    if index.layout > LAYOUT:
        raise UserError(
            f"バックアップ {backup.name} は新しい版で作られています(形式{index.layout})。新しい版のnenpoで復元してください。"
        )
    wanted = {member.path: member.sha256 for member in index.members}
    wrong = sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path))
    if wrong:
        more = f"ほか{len(wrong) - 1}件" if len(wrong) > 1 else ""
        raise UserError(
            f"バックアップ {backup.name} は壊れています(「{wrong[0]}」{more}が作成時と違います)。"
            "別のバックアップ、または別の場所の写しを使ってください。"
        )


def is_safe(name: str) -> bool:
    """Whether a member lies in one of the two trees and nowhere else."""
    parts = PurePosixPath(name).parts
    return len(parts) > 1 and parts[0] in ("var", "seeds") and ".." not in parts


class Hashing:
    """Reads a file and knows the hash of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._file.read(size)
        self._digest.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        """Of everything that was read so far."""
        return self._digest.hexdigest()
