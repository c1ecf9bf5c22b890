"""An installation to be backed up."""

from datetime import UTC, datetime
from pathlib import Path

from warehouse.backup import back_up
from warehouse.places import Places

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class Office:
    """An installation of a test's own, and its backups."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = Places(root / "var")
        self.seeds = root / "seeds"
        self.folder = self.places.backups

    def back_up(self, at: datetime = AT) -> Path:
        return back_up(self.places, self.seeds, self.folder, at)[0]


def content(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
