"""From which build each kind of file for readers was written: what was cut off or failed is written at the next occasion."""

import json
from collections.abc import Mapping

from warehouse.atomic import write_atomically
from warehouse.places import Places

# The assets of the group `reports`.
FILES = ("committee_packs", "survey_workbooks", "yearbook_pdfs")


def note_written(places: Places, asset: str, build_id: str) -> None:
    """Write down that all files of an asset are there, of this build."""
    write_atomically(places.files_written, json.dumps({**_written(places), asset: build_id}))


def are_written(places: Places, build_id: str) -> bool:
    """Whether every file for readers was written from this build."""
    written = _written(places)
    return all(written.get(asset) == build_id for asset in FILES)


def _written(places: Places) -> Mapping[str, str]:
    try:
        return dict(json.loads(places.files_written.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        # Written once more, that costs seconds.
        return {}
