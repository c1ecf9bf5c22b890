"""What ran, and what was backed up, as far as it calls for something to be done."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from warehouse.backup_file import backups_in, made_at
from warehouse.doctor.finding import Finding
from warehouse.japan import moment_ja
from warehouse.places import Places
from warehouse.run_log import JOBS_JA, RunNote

# A week without one is a week of deliveries to be asked for again.
BACKUP_DAYS = 8
# A drill a quarter of a year.
DRILL_DAYS = 100
# The build runs nightly; a weekend may pass.
BUILD_DAYS = 4


def last_by_job(runs: Sequence[RunNote]) -> dict[str, RunNote]:
    """The newest run of each job; `runs` stand the newest first."""
    found: dict[str, RunNote] = {}
    for run in runs:
        found.setdefault(run.job, run)
    return found


def last_runs_finding(places: Places, runs: Sequence[RunNote], now: datetime) -> Finding:
    """Whether the last run of each job went well, and a build ran lately.

    Mail that could not be sent is over when none of it lies there any more: the next mail may be a month away.
    """
    name = "実行の記録"
    newest = last_by_job(runs)
    failed = [
        run
        for run in newest.values()
        if run.outcome == "failed" and (run.job != "mail" or _mail_lies(places))
    ]
    if failed:
        said = "、".join(f"{JOBS_JA.get(run.job, run.job)}({moment_ja(run.at)})" for run in failed)
        return Finding(
            "runs",
            name,
            "fault",
            f"最後に失敗したもの: {said}。{failed[0].sentence_ja.splitlines()[0]}",
            "「nenpo status」で理由を確かめ、直してからもう一度実行してください。",
        )
    built = newest.get("build")
    if built is None:
        return Finding(
            "runs",
            name,
            "notice",
            "作成の記録がまだありません。",
            "「nenpo build」を実行し、夜間の作成を登録してください。",
        )
    if now - built.at > timedelta(days=BUILD_DAYS):
        return Finding(
            "runs",
            name,
            "fault",
            f"最後の作成は{moment_ja(built.at)}です。夜間の作成が動いていません。",
            "Dagsterのサービス、または「nenpo run-due」のタイマーが動いているか確かめてください。",
        )
    return Finding("runs", name, "ok", f"{len(newest)}種類の作業の最後は、どれも正常です。")


def _mail_lies(places: Places) -> bool:
    return any(path.is_file() for path in places.outbox.rglob("*"))


def backups_finding(places: Places, runs: Sequence[RunNote], now: datetime) -> Finding:
    """How old the newest backup is, and whether it was ever tried."""
    name = "バックアップ"
    noted = [run.at for run in runs if run.job == "backup" and run.outcome == "ok"]
    dated = [made_at(path) for path in backups_in(places.backups)]
    newest = max([*noted, *dated], default=None)
    if newest is None:
        return Finding(
            "backup",
            name,
            "notice",
            "バックアップがまだありません。",
            "「nenpo backup」を実行し、毎日のタイマーを登録してください。",
        )
    said = f"最後のバックアップは{moment_ja(newest)}です。"
    if now - newest > timedelta(days=BACKUP_DAYS):
        return Finding(
            "backup",
            name,
            "fault",
            said,
            "「nenpo backup」を実行し、毎日のタイマーが動いているか確かめてください。",
        )
    drilled = next((run.at for run in runs if run.job == "backup_drill" and run.outcome == "ok"), None)
    if drilled is None or now - drilled > timedelta(days=DRILL_DAYS):
        return Finding(
            "backup",
            name,
            "notice",
            f"{said}復元の訓練を{DRILL_DAYS}日以上していません。",
            "「nenpo backup drill」を実行してください。",
        )
    return Finding("backup", name, "ok", said)
