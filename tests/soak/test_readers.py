"""Thirty seconds of readers under continuous publication, by the code of `make soak`."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.resealed import reseal
from tests.soak.readers import Reader, faults, read_while_publishing
from tests.unit.warehouse.printed_sample import TABLES
from warehouse.places import Places

pytestmark = pytest.mark.slow

READERS, SECONDS = 4, 30


@pytest.fixture(scope="module")
def soaked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An installation after it, and what was wrong."""
    var = tmp_path_factory.mktemp("readers") / "var"
    published, read = read_while_publishing(var, READERS, SECONDS, print)
    return var, faults(published, read, READERS)


def test_readers_meet_no_error_no_mix_and_no_way_back(soaked: tuple[Path, list[str]]) -> None:
    assert soaked[1] == []


def test_a_mix_and_a_way_back_would_be_found(soaked: tuple[Path, list[str]]) -> None:
    places = Places(soaked[0])
    newest = places.current.read_text(encoding="utf-8")
    reader = Reader(places.var)
    assert reader.look() == []
    older = sorted(path.stem.removeprefix("nenpo-") for path in places.builds.glob("*.json"))[-2]
    places.current.write_text(older + "\n", encoding="utf-8")
    assert any(fault.startswith("back from") for fault in reader.look())
    mixed = newest.strip() + "-mixed"
    for suffix in (".json", ".duckdb"):
        shutil.copy(
            places.builds / f"nenpo-{newest.strip()}{suffix}", places.builds / f"nenpo-{mixed}{suffix}"
        )
    places.current.write_text(mixed + "\n", encoding="utf-8")
    with duckdb.connect(str(places.builds / f"nenpo-{mixed}.duckdb")) as connection:
        connection.execute(f'update "{next(iter(TABLES))}" set publication_no = 0')
    reseal(places.var)
    told = Reader(places.var).look()
    assert any("mixes the publications" in fault for fault in told)
    assert any("is not what its manifest says" in fault for fault in told)
