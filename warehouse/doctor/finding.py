"""What a check found."""

from dataclasses import dataclass
from typing import Literal

# ok: as it should be; notice: look at it when there is time; fault: the service suffers, or soon will.
Level = Literal["ok", "notice", "fault"]
LEVEL_JA: dict[Level, str] = {"ok": "正常", "notice": "注意", "fault": "故障"}


@dataclass(frozen=True)
class Finding:
    """One line of a diagnosis: what was looked at, how it is, and, unless all is well, what to do."""

    check: str
    name_ja: str
    level: Level
    sentence_ja: str
    todo_ja: str = ""


def worst(findings: list[Finding]) -> Level:
    """The gravest level among findings."""
    order: tuple[Level, ...] = ("ok", "notice", "fault")
    return max((finding.level for finding in findings), key=order.index, default="ok")
