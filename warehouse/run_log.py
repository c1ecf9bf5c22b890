"""What ran in an installation and how it ended: one line a run in `var/logs/runs.jsonl`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from warehouse.log_lines import append_line, read_lines, without_quoted
from warehouse.places import Places

# ok: it did its work; nothing: there was none to do; failed: the sentence says why and what to do.
Outcome = Literal["ok", "nothing", "failed"]
# What readers call the jobs; one that is not named here is shown by its id.
JOBS_JA = {
    "build": "作成",
    "monthly_report": "月報",
    "yearbook": "年報",
    "csv_set": "CSV一式",
    "committee_pack": "会議資料",
    "mail": "メール",
    "backup": "バックアップ",
    "backup_drill": "復元の訓練",
    "close": "確定",
}


@dataclass(frozen=True)
class RunNote:
    """One run: when it ended, of which job, how, and a Japanese sentence that holds nothing of a person."""

    at: datetime
    job: str
    outcome: Outcome
    sentence_ja: str
    build_id: str | None
    counts: dict[str, int]


def note_run(
    places: Places,
    *,
    job: str,
    outcome: Outcome,
    sentence_ja: str,
    at: datetime,
    build_id: str | None = None,
    counts: Mapping[str, int] | None = None,
) -> None:
    """Write down that a job ran.

    Args:
        places: the installation.
        job: what ran, such as `build`, `monthly_report`, `backup`.
        outcome: how it ended.
        sentence_ja: what became of it, and after a failure what to do; no name, number or date of a person.
        at: when it ended, with its time zone.
        build_id: the build that it made or read.
        counts: numbers worth keeping, such as files or bytes, by name.

    Raises:
        OSError: the line cannot be written.
    """
    note = RunNote(at, job, outcome, without_quoted(sentence_ja), build_id, dict(counts or {}))
    append_line(places.runs, {**asdict(note), "at": at.isoformat()})


def last_runs(places: Places, count: int = 50) -> tuple[RunNote, ...]:
    """The last runs, the newest first; lines that are none, such as one cut off by a full disk, are passed over."""
    notes = [note for record in read_lines(places.runs) if (note := _note(record)) is not None]
    return tuple(reversed(notes[-count:]))


def _note(record: dict[str, Any]) -> RunNote | None:
    try:
        note = RunNote(**{**record, "at": datetime.fromisoformat(record["at"])})
    except (KeyError, TypeError, ValueError):
        return None
    return note if note.outcome in get_args(Outcome) else None
