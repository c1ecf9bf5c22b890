"""Codes that are the repository's own (decision 0006), for reading deliveries: eras and look-alike characters."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_CODES = Path(__file__).resolve().parent.parent / "seeds" / "codes"


@dataclass(frozen=True)
class Era:
    """An era of the Japanese calendar; both days inclusive, no end for the one that runs."""

    name_ja: str
    initial: str
    start_date: date
    end_date: date | None


@cache
def eras() -> tuple[Era, ...]:
    """The eras, oldest first."""
    return tuple(
        Era(
            row["era_name_ja"],
            row["initial"],
            date.fromisoformat(row["start_date"]),
            date.fromisoformat(row["end_date"]) if row["end_date"] else None,
        )
        for row in _rows("eras.csv")
    )


@cache
def lookalikes() -> dict[int, str]:
    """What each look-alike character stands for, as `str.translate` takes it."""
    return {ord(row["character"]): row["folded"] for row in _rows("lookalikes.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (_CODES / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
