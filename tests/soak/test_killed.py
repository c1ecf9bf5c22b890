"""Five kills, by the code of `make soak`: nothing is lost, and the next build is as if nothing had been."""

import random
from pathlib import Path

import pytest

from tests.soak.city import City, make_city
from tests.soak.kills import Round, moments, run_round

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(tmp_path_factory.mktemp("soak"), print)


def test_builds_that_are_killed_leave_what_is_published_whole_and_the_next_one_ends_the_same(
    city: City,
) -> None:
    # One after the other, a stage further each time, so that one whole build at the end is enough.
    this = Round("earlier", moments(5, random.Random(8)))
    assert run_round(city, this, print) == []


def test_half_a_build_would_be_found(city: City, tmp_path: Path) -> None:
    city.restore("earlier")
    (file,) = (city.var / "builds").glob("*.duckdb")
    file.write_bytes(file.read_bytes()[:-1])
    assert city.faults(may_be_none=False) != []
    city.restore("nothing")
    assert city.faults(may_be_none=False) == ["nothing is published any more"]
