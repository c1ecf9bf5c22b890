"""A feed of another system is a column map and a municipality folder, in a seeds tree of the tests' own."""

import csv
import io

import pytest

from tests.conftest import run_nenpo
from tests.pipeline.conftest import Grown
from tests.pipeline.other_systems import NUMBERED, UNNUMBERED, City

pytestmark = pytest.mark.slow


def computed(grown: Grown, city: City) -> dict[str, str]:
    """Figures of 4-(1) of the city's library by column."""
    told = run_nenpo(
        "cells",
        "--municipality",
        city[1],
        "--table-no",
        "4-(1)",
        "--basis",
        "computed",
        var=grown.var,
        seeds=grown.seeds,
    )
    assert told.returncode == 0, told.stderr
    rows = csv.DictReader(io.StringIO(told.stdout))
    return {row["column_path"]: row["value"] for row in rows if row["row_path"] == "別紙図書館"}


def test_another_system_is_counted_by_its_column_map(grown: Grown) -> None:
    found = computed(grown, NUMBERED)
    assert {k: v for k, v in found.items() if v != "0"} == {
        "開館日数": "2",
        "貸出冊数/図書/一般": "4",
        "貸出冊数/図書/児童": "2",
        "貸出冊数/図書/計": "6",
        "貸出冊数/合計": "6",
        "貸出冊数/1日平均": "3",
        "貸出人数/成人": "2",
        "貸出人数/児童": "2",
        "貸出人数/計": "4",
    }


def test_without_any_number_of_a_person_the_loans_are_counted_and_the_persons_are_not(
    grown: Grown,
) -> None:
    found = computed(grown, UNNUMBERED)
    assert found["貸出冊数/合計"] == "6"
    assert not [column for column in found if column.startswith("貸出人数")]
