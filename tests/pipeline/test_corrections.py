"""Corrected deliveries change exactly the cells that a tally of the corrected files predicts."""

import shutil
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.conftest import run_nenpo
from tests.tally.corrections import corrected
from tests.tally.figures import Place
from tests.tally.published import cells, differences
from tests.tally.tally import EVENT_TABLES, tally_events

pytestmark = pytest.mark.slow

YEAR = 2024
NOUGHT = Decimal(0)
FORM_ONLY = "注/管理換の移管先"


def test_corrected_files_change_exactly_the_predicted_cells(
    small_sample: list[Path], small_var: Path, tmp_path: Path
) -> None:
    random = Random(1)
    csvs = [path for path in small_sample if path.suffix == ".csv"]
    kinds = {path.name.rsplit("_", 1)[0] for path in csvs}
    again = [
        random.choice([path for path in csvs if path.name.rsplit("_", 1)[0] == kind])
        for kind in sorted(kinds)
    ]
    new = {path: tmp_path / f"correction_{number}.csv" for number, path in enumerate(again)}
    for path, correction in new.items():
        correction.write_bytes(corrected(path, random, rows=4))

    var = tmp_path / "var"
    shutil.copytree(small_var, var)
    before = cells(var, "computed")
    deliver(var, list(new.values()))
    after = cells(var, "computed")

    tally_before = tally_events(csvs, YEAR)
    tally_after = tally_events([new.get(path, path) for path in csvs], YEAR)
    predicted = changes(tally_before, tally_after)
    assert changes(before, after) == predicted
    assert len(predicted) > 100
    counted = {place: value for place, value in after.items() if place[2] != FORM_ONLY}
    assert differences(tally_after, counted, EVENT_TABLES, YEAR) == {}


def deliver(var: Path, files: list[Path]) -> None:
    """Ingest the files by command, and build."""
    taken = run_nenpo("ingest", *map(str, files), "--municipality", "nishinomiya", var=var)
    assert taken.returncode == 0, taken.stderr
    built = run_nenpo("build", "--no-pdf", var=var)
    assert built.returncode == 0, built.stderr


def changes(
    before: dict[Place, Decimal], after: dict[Place, Decimal]
) -> dict[Place, tuple[Decimal, Decimal]]:
    """The places whose figure is another one, blank or nought alike."""
    found = {place: (before.get(place, NOUGHT), after.get(place, NOUGHT)) for place in before | after}
    return {place: pair for place, pair in found.items() if pair[0] != pair[1]}
