"""The monthly report of the tiny city."""

from pathlib import Path

FILE = "monthly.yaml"
MONTHLY = """\
measures:
  - {measure: loans_general, per_open_day: true}
  - {measure: holdings}
  - {measure: accessions}
"""


def add_monthly(seeds: Path) -> Path:
    """Add it to the tiny seeds; the path of `seeds`."""
    (seeds / FILE).write_text(MONTHLY, encoding="utf-8")
    return seeds
