"""Whether the published build is what it should be, told from the files of the installation alone: cheap for every page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from warehouse.places import Places
from warehouse.work_file import WorkState, is_building, work_state

# A month's delivery is due in that time. The one place where it is set.
STALE_DAYS = 45
DAY_SECONDS = 24 * 3600

# refused, stopped, cut_off: how the last build ended; overtaken: something was delivered since; edited: seeds were
# changed since; old: long not looked at.
Complaint = Literal["refused", "stopped", "cut_off", "overtaken", "edited", "old"]


def complaint(places: Places, seeds: Path, now: float) -> Complaint | None:
    """What is wrong with the published build, the worst first; None when nothing is, or a build is at work.

    Args:
        places: the installation, with something published.
        seeds: the folder that its builds are made from; told by the times and the number of its files, not by their
            content, so that a file put there anew with the old content counts as changed until a build has looked at it.
        now: seconds since the epoch.
    """
    try:
        state = work_state(places)
    except OSError:
        return "cut_off"
    if state is not None and state.stage in ("refused", "stopped"):
        return "refused" if state.stage == "refused" else "stopped"
    if state is not None and state.stage == "building":
        return _at_work(places)
    # Written at each publication and touched by each build that finds nothing new.
    known_good = places.current.stat().st_mtime
    if any(moment > known_good for moment in _arrivals(places)):
        return "overtaken"
    changes = [path.stat().st_ctime for path in seed_files(seeds)]
    if any(moment > known_good for moment in changes) or _has_lost(state, len(changes)):
        return "edited"
    return "old" if now - known_good > STALE_DAYS * DAY_SECONDS else None


def _at_work(places: Places) -> Complaint | None:
    try:
        return None if is_building(places) else "cut_off"
    except OSError:
        # Who may not touch the lock cannot tell.
        return None


def _has_lost(state: WorkState | None, now: int) -> bool:
    """Whether there are fewer seeds than the published build was made from: a file that is gone has no time of its own."""
    return (
        state is not None
        and state.stage == "published"
        and state.seed_files is not None
        # Without any, the pages are served where the seeds are not.
        and 0 < now < state.seed_files
    )


def seed_files(seeds: Path) -> list[Path]:
    """The files that figures are made from."""
    return [
        path
        for path in seeds.rglob("*")
        # No figure comes from how an installation is run.
        if path != seeds / "operation.yaml" and path.is_file() and not _is_hidden(path.relative_to(seeds))
    ]


def landed(places: Places) -> Iterator[float]:
    """When each file came to lie in the landing folder, in seconds since the epoch."""
    for path in places.landing.rglob("*"):
        if path.is_file() and not _is_hidden(path.relative_to(places.landing)):
            # Not the time of its content, which many a copy keeps from where it was made.
            yield path.stat().st_ctime


def _arrivals(places: Places) -> Iterator[float]:
    """The same, and when the ledger last took something in."""
    yield from landed(places)
    for path in places.ledger.glob("*.sqlite"):
        yield path.stat().st_mtime


def _is_hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)
