"""Which process holds a lock or listens on a port, as far as the system lets this user see it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_LISTENING = "0A"
_OURS = re.compile(r"(?:^|/)(?:nenpo|dagster[\w-]*)$|^dagster$|cli\.main$")


@dataclass(frozen=True)
class Process:
    """A process; its arguments are not kept, for they may hold anything."""

    pid: int
    name: str
    is_ours: bool


def lock_holder(lock: Path, proc: Path = _PROC) -> Process | None:
    """The process that holds a lock on a file; None when nobody does, or it cannot be seen."""
    if not lock.exists():
        return None
    inode = str(lock.stat().st_ino)
    with suppress(OSError):
        for line in (proc / "locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            # `1: FLOCK ADVISORY WRITE 4711 fe:00:1234 0 EOF`; who waits for a lock has `->` in the second place.
            if len(words) > 5 and words[1] == "FLOCK" and words[5].rpartition(":")[2] == inode:
                return _process(int(words[4]), proc)
    return None


def listener(port: int, proc: Path = _PROC) -> Process | None:
    """The process that listens on a port; None when it cannot be seen."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port, proc)}
    for folder in proc.glob("[0-9]*"):
        with suppress(OSError):
            for descriptor in (folder / "fd").iterdir():
                with suppress(OSError):
                    if str(descriptor.readlink()) in sockets:
                        return _process(int(folder.name), proc)
    return None


def _listening_inodes(port: int, proc: Path) -> Iterator[str]:
    for name in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in (proc / "net" / name).read_text(encoding="ascii").splitlines()[1:]:
                words = line.split()
                if words[3] == _LISTENING and int(words[1].rpartition(":")[2], 16) == port:
                    yield words[9]


def _process(pid: int, proc: Path) -> Process:
    try:
        words = (proc / str(pid) / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        name = (proc / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return Process(pid, "不明", is_ours=False)
    return Process(pid, name, is_ours=any(_OURS.search(word) for word in words))
