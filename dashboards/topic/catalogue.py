"""The topics that exist, read from topics.yaml."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from dashboards.registry import ROOM


@dataclass(frozen=True)
class Part:
    """A quantity of a topic; what each word means stands at the head of topics.yaml."""

    key: str
    printed: str | None = None
    daily: str | None = None
    per_open_day: bool = False


@dataclass(frozen=True)
class Topic:
    topic_id: str
    title_ja: str
    divisions: tuple[str, ...]
    parts: tuple[Part, ...]
    has_withdrawal_candidates: bool = False


@cache
def topics() -> dict[str, Topic]:
    document = yaml.safe_load((ROOM / "topics.yaml").read_text(encoding="utf-8"))
    return {entry["topic_id"]: _topic(**entry) for entry in document["topics"]}


def _topic(parts: list[dict[str, Any]], divisions: list[str], **others: Any) -> Topic:
    return Topic(divisions=tuple(divisions), parts=tuple(Part(**part) for part in parts), **others)
