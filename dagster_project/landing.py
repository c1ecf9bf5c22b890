"""The landing folder: which files are yet to be taken in, and when they have stopped changing."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from warehouse.atomic import write_atomically
from warehouse.places import Places

# A file is whole when neither its size nor its time has changed for so long.
SETTLED_SECONDS = 60.0

# Size in bytes and time of change in nanoseconds, by path below the landing folder.
Listing = dict[str, tuple[int, int]]


def listing(places: Places) -> Listing:
    """The files in the landing folder; what begins with a dot is not yet or never a delivery."""
    found = {}
    for path in sorted(places.landing.rglob("*")):
        relative = path.relative_to(places.landing)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            stat = path.stat()
            found[relative.as_posix()] = (stat.st_size, stat.st_mtime_ns)
    return found


def pending(places: Places, made_by: str) -> Listing:
    """The files that were not taken in as they are now; a refused one again when code or seeds are others."""
    taken = _taken(places)
    return {
        name: state
        for name, state in listing(places).items()
        if taken.get(name) not in ([*state, ""], [*state, made_by])
    }


def remember(places: Places, files: Listing, refused: Iterable[str], made_by: str) -> None:
    """Write down what became of these files.

    It only saves reading them again: what holds stands in the ledger.
    """
    gone_wrong = set(refused)
    there = listing(places)
    taken = {name: entry for name, entry in _taken(places).items() if name in there}
    taken |= {name: [*state, made_by if name in gone_wrong else ""] for name, state in files.items()}
    places.ledger.mkdir(parents=True, exist_ok=True)
    write_atomically(_memory(places), json.dumps(taken, ensure_ascii=False, indent=1))


def paths(places: Places, files: Listing) -> list[Path]:
    """Where the files lie."""
    return [places.landing / name for name in files]


def watch(cursor: str | None, files: Listing, now: float) -> tuple[str, bool]:
    """What to remember until the next look, and whether all files have been as they are for a minute.

    Args:
        cursor: what the look before remembered.
        files: the files that are yet to be taken in.
        now: seconds since the epoch.
    """
    before = json.loads(cursor) if cursor else {}
    since = {
        name: before[name] if name in before and before[name][:2] == [*state] else [*state, now]
        for name, state in files.items()
    }
    settled = all(now - first >= SETTLED_SECONDS for _, _, first in since.values())
    return json.dumps(since, ensure_ascii=False), bool(files) and settled


def run_key(files: Listing) -> str:
    """The same for the same files: one delivery starts one build."""
    return sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def _memory(places: Places) -> Path:
    # Beside the ledger, so that who removes that starts over with all files.
    return places.ledger / "landing.json"


def _taken(places: Places) -> dict[str, list[int | str]]:
    if not _memory(places).exists():
        return {}
    try:
        return dict(json.loads(_memory(places).read_text(encoding="utf-8")))
    except ValueError:
        # Damaged: the files are read again, and what is known of them changes nothing.
        return {}
