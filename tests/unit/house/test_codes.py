"""The code lists of `seeds/codes` are whole and without contradiction."""

import csv
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def codes(repository: Path) -> Path:
    return repository / "seeds/codes"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_ndc_has_every_class_and_division_once(codes: Path) -> None:
    rows = read(codes / "ndc.csv")
    classes = [str(number) for number in range(10)]
    divisions = [f"{number:02d}" for number in range(100)]
    assert [row["ndc_code"] for row in rows] == classes + divisions
    assert all(row["parent_code"] == row["ndc_code"][:-1] for row in rows)
    assert all(row["level"] == str(len(row["ndc_code"])) and row["name_ja"] for row in rows)


def test_every_age_has_one_band_in_each_scheme(codes: Path) -> None:
    rows = read(codes / "age_bands.csv")
    schemes = {key: list(bands) for key, bands in groupby(rows, key=lambda row: row["scheme_id"])}
    assert set(schemes) == {"adult_child", "registered_persons", "cd_loans"}
    for bands in schemes.values():
        assert bands[0]["age_from"] == "0"
        assert bands[-1]["age_to"] == ""
        assert all(int(lower["age_to"]) + 1 == int(upper["age_from"]) for lower, upper in pairwise(bands))
        assert [band["sort_order"] for band in bands] == [str(n) for n in range(1, len(bands) + 1)]


def test_eras_follow_each_other_without_a_gap(codes: Path) -> None:
    eras = read(codes / "eras.csv")
    assert "".join(era["initial"] for era in eras) == "MTSHR"
    assert eras[-1]["end_date"] == ""
    for earlier, later in pairwise(eras):
        assert date.fromisoformat(earlier["end_date"]) + timedelta(days=1) == date.fromisoformat(
            later["start_date"]
        )


def test_municipality_codes_are_five_digits_and_stand_once(codes: Path) -> None:
    listed = [row["municipality_code"] for row in read(codes / "municipalities.csv")]
    assert listed == sorted(set(listed))
    assert all(len(code) == 5 and code.isdigit() for code in listed)


def test_every_municipality_of_the_seeds_has_a_code(codes: Path, repository: Path) -> None:
    listed = {row["municipality_code"] for row in read(codes / "municipalities.csv")}
    folders = (repository / "seeds/municipalities").iterdir()
    assert {folder.name.partition("_")[0] for folder in folders if folder.is_dir()} <= listed
