"""`nenpo build`: run the Dagster job that ingests, checks, builds, publishes and prints."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from catalog.errors import CatalogError
from warehouse.errors import UserError
from warehouse.places import Places
from warehouse.publish import current_manifest

if TYPE_CHECKING:
    import dagster as dg

SENTENCES_SHOWN = 20


@click.command(help="納品データを取り込み、検査し、集計して公開します。変わったものがなければ何もしません。")
@click.option("--force", is_flag=True, help="変わったものがなくても作り直します。")
def build(force: bool) -> None:
    """Build and publish unless the published build was made from the same inputs."""
    from dagster_project.installation import from_environment, inputs_hash

    installation = from_environment()
    places = installation.places
    manifest = current_manifest(places)
    if not force and manifest and manifest["inputs_hash"] == inputs_hash(Path(installation.seeds)):
        with _only_one(places):
            # What was refused in between was made from inputs that are no more.
            places.candidate.unlink(missing_ok=True)
        click.echo(f"公開中のデータ {manifest['build_id']} は最新です。")
        return
    # A mistake in the seeds is said at once, before anything is started.
    installation.catalog()
    with _only_one(places):
        _run(places)
    after = current_manifest(places)
    assert after is not None
    click.echo(f"公開しました: {after['build_id']}")


@contextmanager
def _only_one(places: Places) -> Iterator[None]:
    """One writer at a time; the lock goes with the process, however it ends."""
    lock = places.candidate.parent / "build.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError("別の作成がまだ動いています。終わってからもう一度実行してください。") from None
        yield


def _run(places: Places) -> None:
    home = places.var / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    # dbt's semaphores outlive the quick exit of the command by a moment; nobody at the terminal needs to know.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning:multiprocessing.resource_tracker")
    click.echo("準備しています…", err=True)

    import dagster as dg

    from dagster_project.definitions import defs
    from dagster_project.progress import show_on_stderr

    show_on_stderr()

    # What Dagster and dbt print is for the administrator; the progress lines go to standard error.
    log = _log(places)
    with (
        dg.DagsterInstance.get() as instance,
        log.open("a", encoding="utf-8") as handle,
        redirect_stdout(handle),
    ):
        result = defs.resolve_job_def("build").execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    if not result.success:
        raise UserError(_why(result, places))


def _why(result: "dg.ExecuteInProcessResult", places: Places) -> str:
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
    published = any(e.is_step_success and e.step_key == "published_build" for e in result.all_events)
    outcome = (
        "データは公開しましたが、その後の処理に失敗しました。"
        if published
        else "作成を中止しました(公開中のデータはそのままです)。"
    )
    return outcome + "\n" + "\n".join(shown)


def _step_errors(result: "dg.ExecuteInProcessResult", places: Places) -> list[str]:
    log = _log(places)
    sentences = []
    with log.open("a", encoding="utf-8") as handle:
        for event in result.filter_events(lambda e: e.is_step_failure):
            error = event.step_failure_data.error
            while error is not None:
                handle.write(error.to_string() + "\n")
                if error.cls_name in (CatalogError.__name__, UserError.__name__):
                    sentences.append(error.message.split(": ", 1)[1].strip())
                error = error.cause
    return sentences or [f"処理の途中で失敗しました。記録 {log} を管理者に渡してください。"]


def _log(places: Places) -> Path:
    places.logs.mkdir(parents=True, exist_ok=True)
    return places.logs / "build.log"
