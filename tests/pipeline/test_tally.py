"""A year of three million loans adds up: a tally of the files, the computed cells and the printed ones agree."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.tally.figures import Place
from tests.tally.form_cells import FORM_TABLES, tally_forms
from tests.tally.published import cells, differences
from tests.tally.tally import EVENT_TABLES, tally_events
from warehouse.places import Places

pytestmark = pytest.mark.slow

YEAR = 2024
# As printed, each with its line in the city's register.
PRINTED_OTHERWISE = {("2-(1)", YEAR, "一般用資料/3社会科学", "構成比"): (Decimal("10.1"), Decimal("10.2"))}


@pytest.fixture(scope="module")
def files(sample_var: Path) -> list[Path]:
    return sorted(Places(sample_var).landing.rglob("*"))


@pytest.fixture(scope="module")
def of_events(files: list[Path]) -> dict[Place, Decimal]:
    return tally_events(files, YEAR)


@pytest.fixture(scope="module")
def of_forms(files: list[Path]) -> dict[Place, Decimal]:
    return tally_forms(files, YEAR)


@pytest.fixture(scope="module")
def computed(sample_var: Path) -> dict[Place, Decimal]:
    return cells(sample_var, "computed")


@pytest.fixture(scope="module")
def printed(sample_var: Path) -> dict[Place, Decimal]:
    return cells(sample_var, "published")


def test_every_cell_counted_from_events_is_what_the_files_say(
    of_events: dict[Place, Decimal], computed: dict[Place, Decimal]
) -> None:
    assert differences(of_events, without_forms(computed), EVENT_TABLES, YEAR) == {}
    assert len(of_events.keys() & computed.keys()) >= 1528


def test_every_cell_reported_by_form_is_what_the_forms_say(
    of_forms: dict[Place, Decimal], computed: dict[Place, Decimal]
) -> None:
    reported = {place: value for place, value in computed.items() if place[0] != "2-(3)" or place in of_forms}
    assert differences(of_forms, reported, FORM_TABLES, YEAR) == {}
    assert len(of_forms.keys() & computed.keys()) >= 615


def test_every_cell_counted_from_events_is_the_printed_one(
    of_events: dict[Place, Decimal], printed: dict[Place, Decimal]
) -> None:
    compared = {place: value for place, value in of_events.items() if place in printed}
    assert {p: (v, printed[p]) for p, v in compared.items() if v != printed[p]} == PRINTED_OTHERWISE
    assert len(compared) >= 1426


def test_every_total_reported_by_form_is_the_printed_one(
    of_forms: dict[Place, Decimal], printed: dict[Place, Decimal]
) -> None:
    compared = {place: value for place, value in of_forms.items() if place in printed}
    assert {place: value for place, value in compared.items() if value != printed[place]} == {}
    assert len(compared) >= 609


def test_no_computed_cell_escapes_the_tally(
    of_events: dict[Place, Decimal], of_forms: dict[Place, Decimal], computed: dict[Place, Decimal]
) -> None:
    assert computed.keys() - of_events.keys() - of_forms.keys() == set()


def without_forms(computed: dict[Place, Decimal]) -> dict[Place, Decimal]:
    """Whither books went is in the forms, though it stands in a table of events."""
    return {place: value for place, value in computed.items() if place[2] != "注/管理換の移管先"}
