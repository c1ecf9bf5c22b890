"""The schedules: they ask what is due and request its runs; times come from `seeds/operation.yaml`."""

from collections.abc import Callable
from datetime import datetime

import dagster as dg

from catalog.operation import PRODUCTS, Operation, Product
from dagster_project.files_written import FILES, are_written
from dagster_project.installation import Installation, now
from dagster_project.issue_assets import job_name
from dagster_project.issuing import outstanding, send_waiting
from dagster_project.partitions import TIME_ZONE, partition_key
from dagster_project.up_to_date import note_up_to_date, up_to_date
from reports.outbox import waiting
from warehouse.japan import JAPAN
from warehouse.work_file import is_building

Answer = list[dg.RunRequest] | dg.SkipReason
# How often mail that could not be sent is tried again.
_MAIL_TIMES = "*/15 * * * *"


def night(installation: Installation, at: datetime) -> Answer:
    """Ask for a build unless there is nothing new, or for the files that it did not come to. Where another build is at work, the run waits for it."""
    build_id = up_to_date(installation)
    if build_id is None or is_building(installation.places):
        return [dg.RunRequest(run_key=f"night@{at:%Y-%m-%d}")]
    note_up_to_date(installation.places)
    if not are_written(installation.places, build_id):
        return [
            dg.RunRequest(run_key=f"night@{at:%Y-%m-%d}", asset_selection=[dg.AssetKey(f) for f in FILES])
        ]
    return dg.SkipReason(f"公開中のデータ {build_id} は最新です。")


def issues(installation: Installation, product: Product, at: datetime) -> Answer:
    """Ask for a run of each issue of a product that has come due and has not gone out."""
    found = [each for each in outstanding(installation, at) if each.product == product]
    if not found:
        return dg.SkipReason("今日発行するものはありません。")
    return [
        dg.RunRequest(
            # A new key each day: what failed yesterday is tried again today.
            run_key=f"{each.key}@{at:%Y-%m-%d}",
            partition_key=partition_key(each.municipality_code, each.issue),
        )
        for each in found
    ]


@dg.op
def send_mail(installation: Installation) -> None:
    """Hand in the mail that waits."""
    send_waiting(installation, now())


@dg.job(name="mail")
def mail_job() -> None:
    """Send what lies in the outbox."""
    send_mail()


@dg.schedule(
    job=mail_job,
    cron_schedule=_MAIL_TIMES,
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def mail_schedule(installation: Installation) -> Answer:
    """Ask for a run when mail waits."""
    if not waiting(installation.places):
        return dg.SkipReason("送るメールはありません。")
    return [dg.RunRequest()]


def schedules(operation: Operation) -> list[dg.ScheduleDefinition]:
    """The nightly build, each product, and the mail that waits."""
    return [
        _daily("build", operation.nightly_build.at, night),
        *(_issuing(product, getattr(operation, product).at) for product in PRODUCTS),
        mail_schedule,
    ]


def _issuing(product: Product, clock: str) -> dg.ScheduleDefinition:
    return _daily(job_name(product), clock, lambda installation, at: issues(installation, product, at))


def _daily(job: str, clock: str, ask: Callable[[Installation, datetime], Answer]) -> dg.ScheduleDefinition:
    hour, minute = map(int, clock.split(":"))

    @dg.schedule(
        name=f"{job}_schedule",
        job_name=job,
        cron_schedule=f"{minute} {hour} * * *",
        execution_timezone=TIME_ZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
    def scheduled(context: dg.ScheduleEvaluationContext, installation: Installation) -> Answer:
        return ask(installation, context.scheduled_execution_time.astimezone(JAPAN))

    return scheduled
