"""Where the state of an installation lies, below its var directory."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """Paths below `var/`."""

    var: Path

    @property
    def landing(self) -> Path:
        """Where deliveries are put; a folder a municipality, or all in one."""
        return self.var / "landing"

    @property
    def raw(self) -> Path:
        """Accepted deliveries, one immutable file each."""
        return self.var / "raw"

    @property
    def ledger(self) -> Path:
        """Which delivery holds for which day."""
        return self.var / "ledger"

    @property
    def keys(self) -> Path:
        """The yearly secrets that join what counting needs."""
        return self.var / "keys"

    @property
    def builds(self) -> Path:
        """Published files, their manifests and the CURRENT pointer."""
        return self.var / "builds"

    @property
    def current(self) -> Path:
        """Names the published build that readers open."""
        return self.builds / "CURRENT"

    @property
    def rolled_back(self) -> Path:
        """Says from which build to which one the pointer was moved back; gone with the next publication."""
        return self.builds / "ROLLED_BACK"

    @property
    def state(self) -> Path:
        """The layout of all that is stored here."""
        return self.var / "state.json"

    @property
    def candidate(self) -> Path:
        """The file under construction; one path always, so that dbt can keep its parsed state."""
        return self.var / "work" / "build.duckdb"

    @property
    def work_state(self) -> Path:
        """What the file under construction was made by, and how far it got."""
        return self.candidate.with_suffix(".json")

    @property
    def files_written(self) -> Path:
        """From which build the files in `exports` were written."""
        return self.var / "work" / "files.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that builds."""
        return self.candidate.with_suffix(".lock")

    @property
    def dbt_target(self) -> Path:
        """What dbt leaves behind."""
        return self.var / "work" / "dbt_target"

    @property
    def dbt_docs(self) -> Path:
        """dbt's own documents, one page."""
        return self.var / "dbt_docs" / "index.html"

    @property
    def closings(self) -> Path:
        """Figures that an act made final; a folder a municipality, period and revision."""
        return self.var / "closings"

    @property
    def exports(self) -> Path:
        """Reports written by schedules."""
        return self.var / "exports"

    @property
    def logs(self) -> Path:
        """Traces that users are not shown."""
        return self.var / "logs"

    @property
    def runs(self) -> Path:
        """What ran and how it ended, one line a run."""
        return self.logs / "runs.jsonl"

    @property
    def backups(self) -> Path:
        """Backups, one file each."""
        return self.var / "backups"

    @property
    def archive(self) -> Path:
        """Every issue of every product as it was given out, with its manifest; nothing is ever changed there."""
        return self.var / "archive"

    @property
    def outbox(self) -> Path:
        """Mail that is yet to be sent."""
        return self.var / "outbox"

    @property
    def refused_mail(self) -> Path:
        """Mail whose address the server refused for good."""
        return self.outbox / "refused"

    @property
    def schedule(self) -> Path:
        """What the schedules have done."""
        return self.var / "schedule.json"

    @property
    def issue_lock(self) -> Path:
        """Held by the one process that issues."""
        return self.var / "work" / "issue.lock"
