"""How an installation stands: for the status page and `nenpo status`. Nothing is changed by looking."""

from dataclasses import dataclass
from datetime import datetime

from warehouse.builds import Standing, builds
from warehouse.doctor.finding import Finding
from warehouse.doctor.installation import examine
from warehouse.japan import moment_ja
from warehouse.places import Places
from warehouse.run_log import JOBS_JA, Outcome, RunNote, last_runs

RUNS_KEPT = 50
OUTCOME_JA: dict[Outcome, str] = {"ok": "成功", "nothing": "変更なし", "failed": "失敗"}
STANDING_JA: dict[Standing, str] = {
    "current": "公開中",
    "kept": "保管",
    "left": "取り下げ",
    "damaged": "破損",
}
_MEGABYTE = 2**20


@dataclass(frozen=True)
class ShownRun:
    """A run as readers see it; the time is Japan's."""

    at_ja: str
    job_ja: str
    outcome_ja: str
    sentence_ja: str
    build_id: str


@dataclass(frozen=True)
class ShownBuild:
    """A kept build as readers see it."""

    build_id: str
    built_ja: str
    size_ja: str
    standing_ja: str


@dataclass(frozen=True)
class Status:
    """One sentence for each thing that matters, what needs doing, the last runs (newest first), the builds kept."""

    sentences_ja: tuple[str, ...]
    todo: tuple[Finding, ...]
    runs: tuple[ShownRun, ...]
    builds: tuple[ShownBuild, ...]


def status_of(places: Places, now: datetime) -> Status:
    """Look at an installation now.

    Args:
        places: the installation.
        now: the moment, with its time zone.
    """
    findings = examine(places, now)
    by_check = {finding.check: finding for finding in findings}
    said = ("pointer", "landing", "runs", "disk", "backup")
    return Status(
        tuple(f"{by_check[check].name_ja}: {by_check[check].sentence_ja}" for check in said),
        tuple(sorted((f for f in findings if f.level != "ok"), key=lambda f: f.level != "fault")),
        tuple(_shown(run) for run in last_runs(places, RUNS_KEPT)),
        tuple(
            ShownBuild(
                build.build_id,
                moment_ja(build.built_at) if build.built_at else "不明",
                f"{build.size_bytes / _MEGABYTE:,.1f}MB" if build.size_bytes is not None else "なし",
                STANDING_JA[build.standing],
            )
            for build in builds(places)
        ),
    )


def _shown(run: RunNote) -> ShownRun:
    return ShownRun(
        moment_ja(run.at),
        JOBS_JA.get(run.job, run.job),
        OUTCOME_JA[run.outcome],
        run.sentence_ja.partition("\n")[0],
        run.build_id or "",
    )
