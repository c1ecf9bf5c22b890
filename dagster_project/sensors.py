"""Watches the landing folder: a delivery that has arrived whole starts a build."""

import time

import dagster as dg

from dagster_project.installation import Installation
from dagster_project.landing import pending, run_key, watch
from warehouse.work_file import is_building

LOOKS_EVERY_SECONDS = 30


def look(cursor: str | None, installation: Installation, now: float) -> dg.SensorResult:
    """Ask for a build when every new file has stopped changing and no other build is at work.

    Args:
        cursor: what the look before remembered.
        installation: whose landing folder.
        now: seconds since the epoch.
    """
    files = pending(installation.places, installation.made_by())
    remembered, settled = watch(cursor, files, now)
    if not settled:
        waiting = (
            f"まだ書き込み中かもしれない納品が{len(files)}件あります。"
            if files
            else "新しい納品はありません。"
        )
        return dg.SensorResult(skip_reason=waiting, cursor=remembered)
    if is_building(installation.places):
        return dg.SensorResult(skip_reason="別の作成が動いています。", cursor=remembered)
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=run_key(files))], cursor=remembered)


@dg.sensor(
    job_name="build",
    minimum_interval_seconds=LOOKS_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a build when all deliveries in the landing folder have not changed for a minute.",
)
def landing_sensor(context: dg.SensorEvaluationContext, installation: Installation) -> dg.SensorResult:
    """Look at the landing folder now."""
    return look(context.cursor, installation, time.time())
