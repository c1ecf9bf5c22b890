"""Which published builds stay, and the sweeping of what a publication that was cut off left behind."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse.manifest import DamagedError, current_build_id, manifest_path
from warehouse.places import Places


@dataclass(frozen=True)
class Retention:
    """So many of the newest builds stay (1 or more), and an older one until so many hours after the next came."""

    builds_kept: int
    grace_hours: int


# A reader that opened the previous build just before the switch may still be at it.
KEEP = Retention(builds_kept=3, grace_hours=24)


def remove_old(places: Places, at: datetime, retention: Retention) -> None:
    """Remove the builds that need not stay. The current one stays.

    Args:
        places: the installation, whose pointer can be read.
        at: now (UTC).
        retention: the policy.
    """
    dated = {path: moment for path in places.builds.glob("nenpo-*.duckdb") if (moment := built_moment(path))}
    newest_first = sorted(dated, key=lambda path: path.name, reverse=True)
    current = current_build_id(places)
    followed = list(zip(newest_first[1:], newest_first, strict=False))
    for path, successor in followed[retention.builds_kept - 1 :]:
        is_in_grace = at - dated[successor] < timedelta(hours=retention.grace_hours)
        if not is_in_grace and _build_id(path) != current:
            # What is cut off between these two is swept.
            manifest_path(places, _build_id(path)).unlink(missing_ok=True)
            path.unlink()


def sweep(places: Places) -> None:
    """Remove what a publication that was cut off left: passing files, and a file whose manifest was not yet written.

    Only while nothing is being published.
    """
    for left in places.builds.glob("*.partial*"):
        _remove(left)
    with suppress(DamagedError):
        current = current_build_id(places)
        for path in places.builds.glob("nenpo-*.duckdb"):
            if not manifest_path(places, _build_id(path)).exists() and _build_id(path) != current:
                _remove(path)
        for path in places.builds.glob("nenpo-*.json"):
            if not path.with_suffix(".duckdb").exists() and path.stem != f"nenpo-{current}":
                _remove(path)


def built_moment(path: Path) -> datetime | None:
    """The moment (UTC) in the name of a build's file; None where the name holds none."""
    with suppress(ValueError):
        return datetime.strptime(_build_id(path).split("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return None


def _build_id(path: Path) -> str:
    return path.stem.removeprefix("nenpo-")


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
