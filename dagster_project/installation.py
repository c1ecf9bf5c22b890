"""The installation a run works on: its seeds, its var directory, its clock."""

import hashlib
import os
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from catalog.load import Catalog, load
from catalog.operation import Operation, operation_path, read_operation
from ingestion.raw_views import active_hash
from warehouse.closings import closings_hash
from warehouse.places import Places
from warehouse.records import record_to

REPOSITORY = Path(__file__).resolve().parent.parent
# Everything a build is made by, besides the seeds and the deliveries.
_CODE = (
    "catalog",
    "ingestion",
    "expectations",
    "dbt",
    "warehouse",
    "dagster_project",
    "seeds/codes",
    "requirements.lock",
)


class Installation(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where seeds and state lie."""

    seeds: str
    var: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Let a run that Dagster's own daemon starts write to the log as well."""
        record_to(self.places, context.run_id or "dagster")

    @property
    def places(self) -> Places:
        """Paths below `var/`."""
        return Places(Path(self.var))

    def catalog(self) -> Catalog:
        """Load the seeds afresh."""
        return load(Path(self.seeds))

    def operation(self) -> Operation:
        """How it is run: read afresh."""
        return read_operation(Path(self.seeds))

    def made_by(self) -> str:
        """Hash of the code and the seeds."""
        return _made_by(Path(self.seeds))

    def inputs_hash(self, closings: Collection[tuple[str, str, int]] | None = None) -> str:
        """Hash of everything a build is made from: the same hash gives the same figures.

        Args:
            closings: municipality, period and revision of the closings to count, instead of all.
        """
        holding, closed = active_hash(self.places.var), closings_hash(self.places, closings)
        return hashlib.sha256(f"{self.made_by()} {holding} {closed}".encode()).hexdigest()

    def code_hash(self) -> str:
        """Hash of the code alone, for figures that moved while deliveries and seeds did not."""
        return _hash_of((name, REPOSITORY / name) for name in _CODE if not name.startswith("seeds/"))


def from_environment() -> Installation:
    """Seeds and var of the repository, unless NENPO_SEEDS and NENPO_VAR name others."""
    seeds = os.environ.get("NENPO_SEEDS") or str(REPOSITORY / "seeds")
    var = os.environ.get("NENPO_VAR") or str(REPOSITORY / "var")
    return Installation(seeds=str(Path(seeds).resolve()), var=str(Path(var).resolve()))


def _made_by(seeds: Path) -> str:
    return _hash_of([("seeds", seeds), *((name, REPOSITORY / name) for name in _CODE)])


def _hash_of(roots: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, root in roots:
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
        for path in files:
            # No figure comes from how an installation is run.
            if "__pycache__" in path.parts or path == operation_path(root):
                continue
            relative = path.relative_to(root).as_posix()
            digest.update(f"{name}/{relative}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def now() -> datetime:
    """The moment of a build (UTC)."""
    return datetime.now(UTC)
