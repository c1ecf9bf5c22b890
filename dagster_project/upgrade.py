"""The steps of all rooms that bring what an installation stores to the layout of today."""

from collections.abc import Callable, Iterator

from ingestion.stored import record_raw_files
from warehouse.places import Places
from warehouse.state import Step, bring_up_to_date, seal_manifests


def _seal_and_record(places: Places) -> Iterator[str]:
    yield from seal_manifests(places)
    yield from record_raw_files(places.var)


STEPS = (Step(2, "公開データの記録に封をし、納品データのハッシュを台帳に書きます", _seal_and_record),)


def upgrade(places: Places, say: Callable[[str], None]) -> None:
    """Do what is left of them, as the one process that builds; every command that writes begins with it.

    Args:
        places: the installation.
        say: receives a Japanese line a step.

    Raises:
        UserError: a newer version stored it, or another build is at work.
    """
    bring_up_to_date(places, STEPS, say)
