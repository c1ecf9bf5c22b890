"""The schedules fire when the operation says, ask for what is due, wait for the lock; what they run is issued."""

import hashlib
import shutil
import subprocess
import zoneinfo
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator

from catalog.operation import NightlyBuild, Operation, operation_path
from dagster_project import delivery_assets, schedules
from dagster_project.files_written import FILES, note_written
from dagster_project.home import prepare_home
from dagster_project.installation import Installation
from dagster_project.issue_assets import issue_assets
from dagster_project.jobs import issue_jobs
from dagster_project.partitions import ISSUE, MUNICIPALITY, partition_key
from reports.archive import issues
from tests.conftest import REPOSITORY
from tests.seeds_tree import CODE, tiny_seeds
from warehouse.japan import JAPAN
from warehouse.places import Places
from warehouse.run_log import last_runs

AT = datetime(2026, 2, 1, 2, tzinfo=JAPAN)


@pytest.fixture
def definitions(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The Dagster definitions, loaded for an installation of the test's own."""
    monkeypatch.setenv("NENPO_VAR", str(published_var))
    from dagster_project import definitions

    return definitions


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    return Installation(seeds=str(REPOSITORY / "seeds"), var=str(tmp_path / "var"))


def test_the_times_are_those_of_the_operation_in_japan() -> None:
    operation = Operation(nightly_build=NightlyBuild(at="03:15"))
    found = {each.name: each for each in schedules.schedules(operation)}
    night = found["build_schedule"]
    start = datetime(2026, 1, 2, tzinfo=zoneinfo.ZoneInfo("Asia/Tokyo")).timestamp()
    ticks = schedule_execution_time_iterator(start, night.cron_schedule, night.execution_timezone)
    assert next(ticks).isoformat() == "2026-01-02T03:15:00+09:00"
    assert {each.execution_timezone for each in found.values()} == {"Asia/Tokyo"}
    assert {each.default_status for each in found.values()} == {dg.DefaultScheduleStatus.RUNNING}
    assert found["issue_yearbook_schedule"].cron_schedule == "10 6 * * *"
    assert len(found) == 6


def test_a_build_asks_nobody_outside_for_the_version_of_dbt(
    definitions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    found = definitions.defs.resources["dbt"]
    assert f"dbt-core=={found._cli_version}" in (REPOSITORY / "requirements.in").read_text(encoding="utf-8")


def test_a_tick_asks_for_the_partitions_that_are_due(tmp_path: Path) -> None:
    seeds = tiny_seeds(tmp_path)
    operation_path(seeds).write_text(
        f'municipalities:\n  - {{municipality_code: "{CODE}", committee_dates: [2026-02-15]}}\n',
        encoding="utf-8",
    )
    installation = Installation(seeds=str(seeds), var=str(tmp_path / "var"))
    defs = dg.Definitions(
        assets=issue_assets(installation),
        jobs=[*issue_jobs, schedules.mail_job],
        schedules=schedules.schedules(installation.operation())[1:],
        resources={"installation": installation},
    )
    tick = defs.resolve_schedule_def("issue_committee_pack_schedule")
    asked = {}
    for day in (1, 2, 8):
        context = dg.build_schedule_context(
            scheduled_execution_time=datetime(2026, 2, day, 6, 30, tzinfo=JAPAN),
            repository_def=defs.get_repository_def(),
            resources={"installation": installation},
        )
        asked[day] = [
            (request.run_key, request.partition_key)
            for request in tick.evaluate_tick(context).run_requests or ()
        ]
    key = partition_key(CODE, "2026-02-15")
    # Until it has gone out, each day anew; after a week no more.
    assert asked == {
        1: [(f"{CODE}/committee_pack/2026-02-15@2026-02-01", key)],
        2: [(f"{CODE}/committee_pack/2026-02-15@2026-02-02", key)],
        8: [],
    }


def test_nothing_new_means_no_build_at_night(empty: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = []
    monkeypatch.setattr(schedules, "up_to_date", lambda _: "build-1")
    monkeypatch.setattr(schedules, "note_up_to_date", noted.append)
    empty.places.files_written.parent.mkdir(parents=True)
    for asset in FILES[:-1]:
        note_written(empty.places, asset, "build-1")
    (files,) = schedules.night(empty, AT)
    assert {key.to_user_string() for key in files.asset_selection} == set(FILES)
    noted.clear()
    note_written(empty.places, FILES[-1], "build-1")
    found = schedules.night(empty, AT)
    assert isinstance(found, dg.SkipReason)
    assert "build-1 は最新です" in str(found.skip_message)
    assert noted == [empty.places]


def test_something_new_means_one_build_a_night(empty: Installation) -> None:
    keys = [request.run_key for _ in range(2) for request in schedules.night(empty, AT)]
    assert keys == ["night@2026-02-01"] * 2


def test_a_night_that_meets_another_build_is_asked_for_all_the_same(
    empty: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedules, "up_to_date", lambda _: "build-1")
    monkeypatch.setattr(schedules, "is_building", lambda _: True)
    assert isinstance(schedules.night(empty, AT), list)


def test_a_run_that_meets_another_build_waits_for_it(
    empty: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_assets, "is_building", lambda _: True)
    with pytest.raises(dg.RetryRequested) as asked:
        delivery_assets.wait_for_another(empty.places, waited=2)
    assert (asked.value.seconds_to_wait, asked.value.max_retries) == (240, 7)
    monkeypatch.undo()
    delivery_assets.wait_for_another(empty.places, waited=0)


def test_dagster_takes_the_settings_of_its_home(tmp_path: Path) -> None:
    with dg.DagsterInstance.from_config(str(prepare_home(Places(tmp_path)))) as instance:
        assert instance.run_monitoring_enabled
        assert instance.run_retries_enabled
        assert not instance.telemetry_enabled
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1


def test_a_build_issues_nothing_and_a_build_of_figures_writes_no_files(definitions: Any) -> None:
    keys = {
        name: {
            key.to_user_string()
            for key in definitions.defs.resolve_job_def(name).asset_layer.selected_asset_keys
        }
        for name in ("build", "figures", "files", "issue_monthly_report")
    }
    assert keys["issue_monthly_report"] == {"issued_monthly_report"}
    assert keys["build"] - keys["figures"] == keys["files"] == set(FILES)
    assert not any(key.startswith("issued_") for key in keys["build"])


def test_what_is_issued_has_a_partition_a_municipality_and_month(definitions: Any) -> None:
    months = definitions.defs.resolve_job_def("issue_monthly_report").partitions_def
    assert months is not None
    keys = set(months.get_partition_keys(current_time=datetime(2026, 2, 4, tzinfo=JAPAN)))
    codes = [folder.name[:5] for folder in (REPOSITORY / "seeds" / "municipalities").iterdir()]
    assert {key.keys_by_dimension[MUNICIPALITY] for key in keys} == set(codes)
    assert max(key.keys_by_dimension[ISSUE] for key in keys) == "2026-01"


def test_the_published_build_grows_old(definitions: Any) -> None:
    [spec] = [
        spec
        for spec in definitions.defs.resolve_all_asset_specs()
        if spec.key == dg.AssetKey("published_build")
    ]
    assert spec.freshness_policy is not None


def issued(definitions: Any, installation: Installation, issue: str) -> dg.ExecuteInProcessResult:
    job = definitions.defs.resolve_job_def("issue_yearbook")
    result: dg.ExecuteInProcessResult = job.execute_in_process(
        resources={"installation": installation},
        partition_key=partition_key("28204", issue),
        raise_on_error=False,
    )
    return result


@pytest.mark.slow
def test_a_run_issues_its_partition_with_links_to_files_and_pages(
    definitions: Any, published_var: Path, tmp_path: Path
) -> None:
    shutil.copytree(published_var / "builds", tmp_path / "builds")
    installation = Installation(seeds=str(REPOSITORY / "seeds"), var=str(tmp_path))
    result = issued(definitions, installation, "2024")
    assert result.success
    [event] = result.get_asset_materialization_events()
    metadata = event.materialization.metadata
    pdf = tmp_path / "exports" / "28204" / "yearbook-2024.pdf"
    assert metadata["yearbook-2024.pdf"].value == str(pdf)
    assert str(metadata["page"].value).endswith("/?municipality=28204")
    [manifest] = issues(installation.places)
    [file] = manifest["files"]
    assert file["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert manifest["build_id"] == (tmp_path / "builds" / "CURRENT").read_text().strip()


def test_a_run_that_cannot_issue_fails_at_once_and_is_noted(
    definitions: Any, published_var: Path, tmp_path: Path
) -> None:
    installation = Installation(seeds=str(REPOSITORY / "seeds"), var=str(tmp_path))
    assert not issued(definitions, installation, "2024").success
    [run] = last_runs(installation.places)
    assert (run.job, run.outcome) == ("yearbook", "failed")
    assert "公開されたデータがありません" in run.sentence_ja
