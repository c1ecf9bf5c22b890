"""Files that the export schedule has written for the published build."""

from pathlib import Path

from dashboards.places import Municipality


def yearbook_pdf(municipality: Municipality) -> Path | None:
    return None
