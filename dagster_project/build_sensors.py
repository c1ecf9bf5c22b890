"""How each build ends is written down, and a failure told to the recipients."""

import dagster as dg

from dagster_project.installation import Installation, now
from dagster_project.jobs import build_job
from dagster_project.run_due import note_build
from warehouse.manifest import current_manifest


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[build_job],
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def build_succeeded(installation: Installation) -> None:
    """Write it down."""
    manifest = current_manifest(installation.places)
    assert manifest is not None  # it has just been published
    build_id = str(manifest["build_id"])
    note_build(installation, now(), build_id, f"公開しました: {build_id}", ok=True)


@dg.run_failure_sensor(monitored_jobs=[build_job], default_status=dg.DefaultSensorStatus.RUNNING)
def build_failed(context: dg.RunFailureSensorContext, installation: Installation) -> None:
    """Write it down and tell the recipients."""
    run = context.dagster_run.run_id
    note_build(
        installation,
        now(),
        None,
        f"作成に失敗しました。「nenpo check」と、Dagsterの実行 {run} の記録を確かめてください。",
        ok=False,
    )
