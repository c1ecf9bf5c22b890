"""The landing folder: a delivery that has arrived whole starts one build, and only one."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from dagster_project.installation import Installation
from dagster_project.landing import SETTLED_SECONDS, pending, remember, watch
from tests.conftest import REPOSITORY
from warehouse.places import Places

START = datetime(2026, 1, 2, tzinfo=UTC).timestamp()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    found = Installation(seeds=str(REPOSITORY / "seeds"), var=str(tmp_path / "var"))
    found.places.landing.mkdir(parents=True)
    return found


@pytest.fixture
def places(installation: Installation) -> Places:
    return installation.places


def put(places: Places, name: str, text: str = "a,b\n") -> Path:
    path = places.landing / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (START, START))
    return path


class Watching:
    """Looks at the landing folder at moments that the test chooses."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._cursor: str | None = None

    def at(self, seconds: float) -> dg.SensorResult:
        from dagster_project.sensors import look

        found = look(self._cursor, self._installation, START + seconds)
        self._cursor = found.cursor
        return found


def test_a_file_starts_a_build_once_it_has_not_changed_for_a_minute(
    installation: Installation, places: Places
) -> None:
    watching = Watching(installation)
    assert not watching.at(0).run_requests
    put(places, "loans.csv")
    assert not watching.at(30).run_requests
    assert not watching.at(60).run_requests
    put(places, "loans.csv", "a,b\nc,d\n")  # still growing, under the time that its maker gave it
    assert not watching.at(90).run_requests
    assert not watching.at(149).run_requests
    assert len(watching.at(150).run_requests or ()) == 1


def test_one_delivery_asks_for_one_run_however_often_it_is_looked_at(
    installation: Installation, places: Places
) -> None:
    put(places, "loans.csv")
    watching = Watching(installation)
    watching.at(0)
    keys = [request.run_key for n in range(3) for request in watching.at(60 + 30 * n).run_requests or ()]
    assert len(keys) == 3
    assert len(set(keys)) == 1, "Dagster starts one run a key"


def test_a_delivery_waits_for_those_that_are_still_coming(installation: Installation, places: Places) -> None:
    put(places, "loans.csv")
    watching = Watching(installation)
    watching.at(0)
    put(places, "items.csv")
    assert not watching.at(60).run_requests
    assert len(watching.at(120).run_requests or ()) == 1


def test_nothing_is_asked_for_while_another_build_is_at_work(
    installation: Installation, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dagster_project.sensors

    put(places, "loans.csv")
    watching = Watching(installation)
    watching.at(0)
    monkeypatch.setattr(dagster_project.sensors, "is_building", lambda _: True)
    assert not watching.at(60).run_requests
    monkeypatch.undo()
    assert watching.at(90).run_requests


def test_the_sensor_runs_by_itself_and_starts_the_build(installation: Installation) -> None:
    from dagster_project import definitions
    from dagster_project.sensors import landing_sensor

    assert landing_sensor.job_name == "build"
    assert landing_sensor.default_status == dg.DefaultSensorStatus.RUNNING
    context = dg.build_sensor_context(resources={"installation": installation})
    found: Any = landing_sensor(context)
    assert found.run_requests is None or found.run_requests == []
    assert definitions.defs.resolve_sensor_def("landing_sensor") is not None


def test_what_was_taken_in_is_not_pending_until_it_changes(places: Places) -> None:
    put(places, "a/loans.csv")
    put(places, "b/items.csv")
    put(places, ".half.csv")
    files = pending(places, "code")
    assert sorted(files) == ["a/loans.csv", "b/items.csv"]
    remember(places, files, refused=[], made_by="code")
    assert pending(places, "code") == {}
    assert pending(places, "other code") == {}
    put(places, "a/loans.csv", "a,b\nc,d\n")
    assert list(pending(places, "code")) == ["a/loans.csv"]


def test_a_refused_file_is_tried_again_when_code_or_seeds_are_others(places: Places) -> None:
    put(places, "loans.csv")
    put(places, "items.csv")
    remember(places, pending(places, "code"), refused=["loans.csv"], made_by="code")
    assert pending(places, "code") == {}
    assert list(pending(places, "other code")) == ["loans.csv"]


def test_files_that_left_the_folder_are_forgotten(places: Places) -> None:
    path = put(places, "loans.csv")
    remember(places, pending(places, "code"), refused=[], made_by="code")
    path.unlink()
    remember(places, {}, refused=[], made_by="code")
    put(places, "loans.csv")
    assert list(pending(places, "code")) == ["loans.csv"]


def test_nothing_is_settled_where_nothing_is() -> None:
    assert watch(None, {}, START) == ("{}", False)
    cursor, settled = watch(None, {"a.csv": (1, 2)}, START)
    assert not settled
    assert watch(cursor, {"a.csv": (1, 2)}, START + SETTLED_SECONDS)[1]
