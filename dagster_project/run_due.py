"""All that is due at a moment, in one call: the nightly build, then the issues, then the mail."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from catalog.operation import Operation
from dagster_project.installation import Installation
from dagster_project.issuing import issue_due, issued_ja, outstanding, said, send_waiting, tell_of_build
from dagster_project.schedule_memory import recall, remember
from dagster_project.up_to_date import nothing_new_ja
from warehouse.japan import JAPAN
from warehouse.records import COMMAND, drop_old_logs
from warehouse.run_log import note_run
from warehouse.work_file import is_building


@dataclass(frozen=True)
class RunDue:
    """What was done and what failed, a Japanese sentence each."""

    done: tuple[str, ...]
    failed: tuple[str, ...]


# Builds if there is anything new; the published build, and whether it is a new one.
Build = Callable[[], tuple[str, bool]]


def run_due(installation: Installation, at: datetime, build: Build) -> RunDue:
    """Do what is due; what fails is told and stops nothing else.

    Args:
        installation: seeds and state.
        at: the moment, with its time zone.
        build: makes the nightly build.
    """
    done: list[str] = []
    failed: list[str] = []
    if night_due(installation, at):
        _night(installation, at, build, done, failed)
    for due in outstanding(installation, at):
        try:
            done.append(issued_ja(issue_due(installation, due, at)))
        except Exception as error:
            _record(error)
            failed.append(said(error))
    mail = send_waiting(installation, at)
    if mail.sent:
        done.append(f"メールを{mail.sent}通送りました。")
    if mail.failure_ja:
        failed.append(mail.failure_ja)
    return RunDue(tuple(done), tuple(failed))


def night_due(installation: Installation, at: datetime) -> bool:
    """Whether a nightly build has come due since the last one that was seen to."""
    last = recall(installation.places).night
    return last is None or datetime.fromisoformat(last) < _last_night(installation.operation(), at)


def note_build(
    installation: Installation, at: datetime, build_id: str | None, sentence_ja: str, *, ok: bool
) -> None:
    """Write down how a nightly build ended, and tell of a failure; old logs go with the night."""
    places = installation.places
    drop_old_logs(places, installation.operation().retention.logs_days, at)
    tell_of_build(installation, at, None if ok else sentence_ja)
    memory = recall(places)
    memory.night = _last_night(installation.operation(), at).isoformat()
    remember(places, memory)
    note_run(
        places,
        job="build",
        outcome="ok" if ok else "failed",
        sentence_ja=sentence_ja,
        at=at,
        build_id=build_id,
    )


def _night(
    installation: Installation, at: datetime, build: Build, done: list[str], failed: list[str]
) -> None:
    if is_building(installation.places):
        # Not seen to: whoever asks next makes up for it.
        failed.append("別の作成が動いているため、夜間の作成は次の機会に行います。")
        return
    try:
        build_id, is_new = build()
    except Exception as error:
        _record(error)
        failed.append(said(error))
        note_build(installation, at, None, said(error), ok=False)
        return
    sentence = f"公開しました: {build_id}" if is_new else nothing_new_ja(installation.places, build_id)
    done.append(sentence)
    note_build(installation, at, build_id, sentence, ok=True)


def _record(error: Exception) -> None:
    """The trace goes to the log; the next thing that is due goes on."""
    logging.getLogger(COMMAND).error("予定の処理に失敗しました", exc_info=error)


def _last_night(operation: Operation, at: datetime) -> datetime:
    """The last moment, up to this one, at which a nightly build was due."""
    here = at.astimezone(JAPAN)
    tonight = datetime.combine(here.date(), time.fromisoformat(operation.nightly_build.at), JAPAN)
    return tonight if tonight <= here else tonight - timedelta(days=1)
