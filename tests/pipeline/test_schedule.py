"""The monthly schedule fires when it says, and what it runs writes a PDF and its manifest."""

import hashlib
import json
import shutil
import zoneinfo
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator

from tests.conftest import REPOSITORY


@pytest.fixture
def definitions(published_var: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The Dagster definitions, loaded for an installation of the test's own."""
    monkeypatch.setenv("NENPO_VAR", str(published_var))
    from dagster_project import definitions

    return definitions


def test_it_fires_on_the_first_of_each_month(definitions: Any) -> None:
    zone = zoneinfo.ZoneInfo("Asia/Tokyo")
    schedule = definitions.monthly_yearbook
    start = datetime(2026, 1, 2, tzinfo=zone).timestamp()
    ticks = schedule_execution_time_iterator(start, schedule.cron_schedule, schedule.execution_timezone)
    assert [next(ticks).strftime("%Y-%m-%d %H:%M") for _ in range(2)] == [
        "2026-02-01 06:00",
        "2026-03-01 06:00",
    ]


def test_the_packs_follow_the_yearbooks(definitions: Any) -> None:
    zone = zoneinfo.ZoneInfo("Asia/Tokyo")
    schedule = definitions.monthly_committee
    start = datetime(2026, 1, 2, tzinfo=zone).timestamp()
    ticks = schedule_execution_time_iterator(start, schedule.cron_schedule, schedule.execution_timezone)
    assert next(ticks).strftime("%Y-%m-%d %H:%M") == "2026-02-01 06:30"
    assert schedule.job_name == "monthly_committee"


def test_a_build_of_figures_leaves_files_for_readers_out(definitions: Any) -> None:
    keys = {
        name: {
            key.to_user_string()
            for key in definitions.defs.resolve_job_def(name).asset_layer.selected_asset_keys
        }
        for name in ("build", "figures", "monthly_committee")
    }
    assert keys["monthly_committee"] == {"committee_packs"}
    assert keys["build"] - keys["figures"] == {"committee_packs", "survey_workbooks", "yearbook_pdfs"}


def test_a_tick_asks_for_one_run_of_the_yearbook_job(definitions: Any) -> None:
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2026, 2, 1, 6))
    tick = definitions.monthly_yearbook.evaluate_tick(context)
    assert definitions.monthly_yearbook.job_name == "monthly_yearbook"
    assert len(tick.run_requests) == 1


@pytest.mark.slow
def test_the_job_writes_the_yearbook_and_its_manifest(
    definitions: Any, published_var: Path, tmp_path: Path
) -> None:
    from dagster_project.installation import Installation

    shutil.copytree(published_var / "builds", tmp_path / "builds")
    installation = Installation(seeds=str(REPOSITORY / "seeds"), var=str(tmp_path))
    job = definitions.defs.resolve_job_def(definitions.monthly_yearbook.job_name)
    result = job.execute_in_process(resources={"installation": installation})
    assert result.success
    pdfs = sorted((tmp_path / "exports").glob("*/*.pdf"))
    assert pdfs
    for pdf in pdfs:
        manifest = json.loads(pdf.with_suffix(".json").read_text(encoding="utf-8"))
        assert manifest["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
        assert manifest["build_id"] == (tmp_path / "builds" / "CURRENT").read_text().strip()
