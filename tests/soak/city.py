"""The fixture city of the soak: a tiny installation whose second half of deliveries has just landed, and what undisturbed
builds make of it."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.load import Catalog, load
from tests.deliveries_tree import LOAN, PATRON, RESERVATION, VISIT, deliver, delivering_seeds, raw_rows_of
from tests.soak.build import STAGES, Build
from warehouse.builds import verify_build, verify_pointer
from warehouse.intact import file_hash
from warehouse.manifest import build_ids, current_build_id, current_manifest
from warehouse.open import open_published
from warehouse.places import Places

LOANS_A_MONTH = 2000
BUILD_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")
# Journals and caches, which nobody counts from: they grow with every run, whole or not.
_APART = ("dagster", "logs", "work/dbt_target")

Figures = dict[str, tuple[int, str]]
Months = frozenset[tuple[Any, ...]]


@dataclass(frozen=True)
class State:
    """What an undisturbed build leaves: its figures, the months that hold, and its files."""

    figures: Figures
    months: Months
    files: frozenset[str]


@dataclass(frozen=True)
class City:
    """Where it lies, and what is known of it.

    Builds are always made in `var`, since dbt parses all again elsewhere; `earlier` and `nothing` are copied there.
    """

    folder: Path
    seeds: Path
    catalog: Catalog
    seconds: dict[str, float]
    before: State
    complete: State

    @property
    def var(self) -> Path:
        """The installation that is disturbed."""
        return self.folder / "var"

    def start(self) -> Build:
        """Begin `nenpo build`."""
        return Build(self.seeds, self.var)

    def restore(self, start: str) -> None:
        """Begin anew from `earlier` or `nothing`."""
        _copy(self.folder / start, self.var)

    def faults(self, *, may_be_none: bool) -> list[str]:
        """What is wrong with what is published and what was taken in, as a cut-off build may leave it."""
        places = Places(self.var)
        found = verify_pointer(places)
        for build_id in build_ids(places):
            found += verify_build(places, build_id)
        if not found and current_manifest(places) is None:
            found = [] if may_be_none else ["nothing is published any more"]
        elif not found:
            open_published(self.var).close()
            if figures(self.var) not in (self.before.figures, self.complete.figures):
                found.append("the published build is none of the complete ones")
        if not months(self.catalog, self.var) <= self.complete.months:
            found.append("half a month is taken in")
        return found

    def healing_faults(self) -> list[str]:
        """What is wrong after the next build came to its end; it must be as if nothing had happened."""
        build = self.start()
        if build.end() != 0:
            return [f"the next build failed: {build.said[-3:]}"]
        found = self.faults(may_be_none=False)
        now = state(self.catalog, self.var)
        if now.figures != self.complete.figures:
            other = sorted(k for k in now.figures if now.figures[k] != self.complete.figures.get(k))
            found.append(f"other figures in {', '.join(other)}")
        if now.months != self.complete.months:
            found.append("other months hold")
        found += _export_faults(self.var)
        found += [f"left over: {path}" for path in sorted(now.files - self.complete.files)]
        found += [f"missing: {path}" for path in sorted(self.complete.files - now.files)]
        return found


def make_city(folder: Path, say: Callable[[str], None]) -> City:
    """Make it: two undisturbed builds.

    Args:
        folder: an empty folder.
        say: receives progress.
    """
    folder = folder.resolve()
    seeds = delivering_seeds(folder)
    catalog = load(seeds)
    first, second = _write_deliveries(folder / "in")
    var = folder / "var"
    _land(first, var)
    say("building the city once without disturbance")
    Build(seeds, var).must_end_well()
    before = state(catalog, var)
    _land(second, var)
    _copy(var, folder / "earlier")
    _land([*first, *second], folder / "nothing")
    say("building its later deliveries without disturbance")
    build = Build(seeds, var)
    build.must_end_well()
    complete = state(catalog, var)
    assert complete.figures != before.figures
    assert complete.months > before.months
    assert build.stages_said() == list(STAGES)
    return City(folder, seeds, catalog, build.seconds(), before, complete)


def figures(var: Path) -> Figures:
    """Rows and content hash of every published table that is no journal of deliveries."""
    manifest = current_manifest(Places(var))
    assert manifest is not None
    return {
        table: (content["rows"], content["content_hash"])
        for table, content in manifest["tables"].items()
        if not content.get("journal")
    }


def months(catalog: Catalog, var: Path) -> Months:
    """Months that hold, with their state and their number of rows."""
    sql = (
        "select feed, cast(month_date as varchar), state_hash, (select count(*) from raw.raw_loans__events as events"
        " where date_trunc('month', events.checkout_date) = months.month_date) from raw.raw_ingest__months as months"
    )
    return frozenset(raw_rows_of(catalog, var, sql))


def state(catalog: Catalog, var: Path) -> State:
    """What there is now."""
    files = {
        BUILD_ID.sub("<build>", path.relative_to(var).as_posix()) for path in var.rglob("*") if path.is_file()
    }
    files = {path for path in files if not any(path.startswith(f"{part}/") for part in _APART)}
    return State(figures(var), months(catalog, var), frozenset(files))


def _export_faults(var: Path) -> list[str]:
    """Files for readers that are not as their manifests say, or of another build than the published one."""
    current, found = current_build_id(Places(var)), []
    for path in Places(var).exports.rglob("*.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["build_id"] != current:
            found.append(f"{path.name} is of another build")
        if file_hash(path.with_name(manifest["path"])) != manifest["sha256"]:
            found.append(f"{path.name} is of another file")
    return found


def _write_deliveries(folder: Path) -> tuple[list[Path], list[Path]]:
    written = [
        deliver(folder / f"loans_{number:02d}.csv", "loans", _month(year, month))
        for number, (year, month) in enumerate(
            [(2023, m) for m in range(4, 13)] + [(2024, m) for m in (1, 2, 3)]
        )
    ]
    others = [
        deliver(folder / "visits.csv", "visits", [VISIT]),
        deliver(folder / "patrons.csv", "patrons", [PATRON]),
        deliver(folder / "reservations.csv", "reservations", [RESERVATION]),
    ]
    return written[:6], [*written[6:], *others]


def _month(year: int, month: int) -> list[dict[str, str]]:
    return [
        LOAN
        | {
            "checkout_at": f"{year}/{month:02d}/{n % 28 + 1:02d} 10:15",
            "item_no": str(n),
            "returned_date": "",
        }
        for n in range(LOANS_A_MONTH)
    ]


def _land(files: list[Path], var: Path) -> None:
    landing = Places(var).landing
    landing.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copy(path, landing)


def _copy(source: Path, target: Path) -> None:
    """Replace a folder's content; the folder itself may be where a file system is mounted."""
    target.mkdir(exist_ok=True)
    for path in target.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(source, target, dirs_exist_ok=True)
