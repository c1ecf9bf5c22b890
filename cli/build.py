"""`nenpo build`: run the Dagster job that ingests, checks, builds, publishes and prints."""

import os
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import click

from cli.noting import note_job
from warehouse.disk import disk_full, has_no_room, says_disk_full
from warehouse.errors import UserError
from warehouse.manifest import current_manifest
from warehouse.places import Places
from warehouse.records import SAYING, OutputLines, drop_old_logs, log_file, note_error
from warehouse.rolled_back import last_roll_back
from warehouse.work_file import drop_cut_off, forget, take_lock

if TYPE_CHECKING:
    import dagster as dg

    from dagster_project.installation import Installation

SENTENCES_SHOWN = 20


@click.command(
    help="受け取りフォルダー(var/landing)の納品データを取り込み、検査し、集計して公開します。変わったものがなければ何もしません。"
)
@click.option("--force", is_flag=True, help="変わったものがなくても、すべて作り直します。")
@click.option("--no-pdf", is_flag=True, help="公開までで終わり、年報のPDFを書きません。")
def build(force: bool, no_pdf: bool) -> None:
    """Build and publish unless the published build was made from the same inputs and nothing new has landed."""
    from dagster_project.installation import from_environment
    from dagster_project.up_to_date import nothing_new_ja

    installation = from_environment()
    try:
        build_id, is_new = build_now(installation, force=force, with_files=not no_pdf)
    except UserError as error:
        note_job(installation.places, "build", "failed", str(error))
        raise
    sentence = f"公開しました: {build_id}" if is_new else nothing_new_ja(installation.places, build_id)
    note_job(installation.places, "build", "ok" if is_new else "nothing", sentence, build_id=build_id)
    drop_old_logs(installation.places, installation.operation().retention.logs_days, datetime.now(UTC))
    click.echo(sentence)


def build_now(
    installation: "Installation", *, force: bool = False, with_files: bool = True
) -> tuple[str, bool]:
    """Build and publish if there is anything new; the published build, and whether it is a new one.

    Args:
        installation: seeds and state.
        force: whether to make everything anew.
        with_files: whether to write the files of `var/exports` as well.

    Raises:
        UserError: another process is building, or the build failed; with the sentences of what failed.
    """
    from dagster_project.files_written import are_written
    from dagster_project.up_to_date import note_up_to_date, up_to_date
    from dagster_project.upgrade import upgrade

    places = installation.places
    take_lock(places)
    upgrade(places, _tell)
    if force:
        forget(places)
        places.rolled_back.unlink(missing_ok=True)
    elif build_id := up_to_date(installation):
        note_up_to_date(places)
        if with_files and not are_written(places, build_id):
            # The build that published was cut off, failed at a file, or was asked for none.
            _run(places, "files")
        return build_id, False
    drop_cut_off(places)
    # A mistake in the seeds is said at once, before anything is started.
    installation.catalog()
    if rolled_back := last_roll_back(places):
        _tell(
            f"{rolled_back.from_id} から {rolled_back.to_id} に戻した後に変わったものがあるため、新しく作ります。"
        )
    _run(places, "build" if with_files else "figures")
    after = current_manifest(places)
    assert after is not None
    return str(after["build_id"]), True


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _run(places: Places, job: str) -> None:
    from dagster_project.home import prepare_home

    os.environ["DAGSTER_HOME"] = str(prepare_home(places))
    # dbt's semaphores outlive the quick exit of the command by a moment; nobody at the terminal needs to know.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning:multiprocessing.resource_tracker")
    click.echo("準備しています…", err=True)

    import dagster as dg

    from dagster_project.definitions import defs
    from dagster_project.progress import show_on_stderr

    show_on_stderr()

    # What Dagster and dbt print is for the administrator; the progress lines go to standard error.
    with (
        dg.DagsterInstance.get() as instance,
        closing(OutputLines()) as lines,
        redirect_stdout(lines),
        redirect_stderr(lines),
    ):
        result = defs.resolve_job_def(job).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    if not result.success:
        raise UserError(_why(result, job, places))


def _why(result: "dg.ExecuteInProcessResult", job: str, places: Places) -> str:
    """The sentences of the checks that failed, or of the step's own error."""
    sentences = [
        str(sentence)
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed and "sentences" in evaluation.metadata
        for sentence in cast(list[str], evaluation.metadata["sentences"].value)
    ]
    if not sentences:
        sentences = _step_errors(result, places)
    more = len(sentences) - SENTENCES_SHOWN
    shown = sentences[:SENTENCES_SHOWN] + ([f"ほか{more}件。"] if more > 0 else [])
    published = job == "files" or any(
        e.is_step_success and e.step_key == "published_build" for e in result.all_events
    )
    outcome = (
        "データは公開しましたが、その後の処理に失敗しました。"
        if published
        else "作成を中止しました(公開中のデータはそのままです)。"
    )
    return outcome + "\n" + "\n".join(shown)


def _step_errors(result: "dg.ExecuteInProcessResult", places: Places) -> list[str]:
    sentences = []
    for event in result.filter_events(lambda e: e.is_step_failure):
        error = event.step_failure_data.error
        while error is not None:
            kind, said = error.cls_name or "", error.message.partition(": ")[2].strip()
            note_error(event.step_key or "", kind, said, [frame.strip() for frame in error.stack])
            if kind in SAYING:
                sentences.append(said)
            elif says_disk_full(error.message) and not sentences:
                sentences.append(str(disk_full("nenpo build")))
            error = error.cause
    if not sentences and has_no_room(places.var):
        return [str(disk_full("nenpo build"))]
    log = log_file(places, datetime.now(UTC))
    return sentences or [f"処理の途中で失敗しました。記録 {log} を管理者に渡してください。"]
