"""What commands write down of themselves."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from warehouse.places import Places
from warehouse.run_log import Outcome, note_run


def note_job(
    places: Places,
    job: str,
    outcome: Outcome,
    sentence_ja: str,
    *,
    build_id: str | None = None,
    counts: Mapping[str, int] | None = None,
) -> None:
    """Write down that a command ran, now; where not even that can be written, its sentence is still said."""
    with suppress(OSError):
        note_run(
            places,
            job=job,
            outcome=outcome,
            sentence_ja=sentence_ja,
            at=datetime.now(UTC),
            build_id=build_id,
            counts=counts,
        )
