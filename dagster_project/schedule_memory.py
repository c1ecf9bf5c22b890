"""What the schedules have done: which issues went out, which failures were told, when a build was last tried."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from warehouse.atomic import write_atomically
from warehouse.japan import JAPAN
from warehouse.places import Places

BUILD = "build"


@dataclass
class ScheduleMemory:
    """Kept in `var/schedule.json`; moments in Japan."""

    issued: dict[str, str] = field(default_factory=dict)
    """When, by the key of what was due."""
    told: dict[str, str] = field(default_factory=dict)
    """Since when recipients know of a failure that lasts, by the same key or `build`."""
    night: str | None = None
    """Last moment of a nightly build that was seen to."""

    def note_issued(self, key: str, at: datetime) -> None:
        """It went out, and no failure of it lasts."""
        self.issued[key] = at.astimezone(JAPAN).isoformat()
        self.told.pop(key, None)

    def first_told(self, key: str, at: datetime) -> bool:
        """Whether this failure is yet to be told; it counts as told from now on."""
        if key in self.told:
            return False
        self.told[key] = at.astimezone(JAPAN).isoformat()
        return True


def recall(places: Places) -> ScheduleMemory:
    """What is remembered; nothing in a new installation."""
    if not places.schedule.exists():
        return ScheduleMemory()
    return ScheduleMemory(**json.loads(places.schedule.read_text(encoding="utf-8")))


def remember(places: Places, memory: ScheduleMemory) -> None:
    """Keep it."""
    write_atomically(places.schedule, json.dumps(asdict(memory), ensure_ascii=False, indent=1))
