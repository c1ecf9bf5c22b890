"""The checks that need nothing but the files of an installation: for the command and for the status page."""

import shutil
from datetime import UTC, datetime

from warehouse.doctor import history, machine, stored
from warehouse.doctor.finding import Finding
from warehouse.places import Places
from warehouse.run_log import last_runs

# Enough to hold the last run of every job, also of one that runs once a year.
_RUNS = 5000


def examine(places: Places, now: datetime) -> list[Finding]:
    """Look at an installation; the published file is read through.

    Args:
        places: the installation.
        now: the moment, with its time zone.
    """
    runs = last_runs(places, _RUNS)
    return [
        stored.pointer(places),
        stored.work_file(places),
        stored.landing(places, now),
        history.last_runs_finding(places, runs, now),
        history.backups_finding(places, runs, now),
        machine.disk(_free(places), _last_build_bytes(places)),
        machine.clock(now, _newest_moment(places)),
        stored.state(places),
        stored.folders(places),
        stored.privacy(places),
        stored.locks(places),
        stored.leftovers(places),
        stored.refused_mail(places),
    ]


def _free(places: Places) -> int:
    there = next(path for path in (places.var, *places.var.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def _last_build_bytes(places: Places) -> int:
    files = sorted(places.builds.glob("nenpo-*.duckdb"), key=lambda path: path.name)
    return files[-1].stat().st_size if files else 0


def _newest_moment(places: Places) -> datetime | None:
    moments = [run.at for run in last_runs(places, 1)]
    if places.current.exists():
        moments.append(datetime.fromtimestamp(places.current.stat().st_mtime, UTC))
    return max(moments, default=None)
