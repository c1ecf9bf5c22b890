"""Japanese names of what the contract calls by code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from catalog.yaml_file import YamlFile
from lending_rules.contract import FOLDER
from lending_rules.dates import WEEKDAYS_JA


@dataclass(frozen=True)
class Labels:
    """Names by code, a mapping a sort of code."""

    kinds: Mapping[str, str]
    questions: Mapping[str, str]
    fields: Mapping[str, str]
    members: Mapping[str, str]
    counters: Mapping[str, str]
    outcomes: Mapping[str, str]
    units: Mapping[str, str]
    operators: Mapping[str, str]


@cache
def labels() -> Labels:
    """The names, read once."""
    data = YamlFile(FOLDER / "labels_ja.yaml", "lending_rules/contract/labels_ja.yaml").data
    return Labels(**cast("dict[str, dict[str, str]]", data))


def shown(value: Any) -> str:
    """A value as people read it: days with their weekday, yes and no, numbers by kind."""
    if value is True:
        return "はい"
    if value is False:
        return "いいえ"
    if isinstance(value, datetime):
        return f"{shown(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日({WEEKDAYS_JA[value.weekday()]})"
    if isinstance(value, Mapping):
        names = {**labels().counters, **labels().members}
        return "、".join(f"{names.get(key, key)} {shown(member)}" for key, member in value.items()) or "なし"
    if isinstance(value, (list, tuple)):
        return "、".join(shown(member) for member in value) or "なし"
    return "なし" if value == "" else str(value)


def fact_name(path: str) -> str:
    """The name of a fact, of a member of it with both names."""
    head, _, member = path.partition(".")
    name = labels().fields.get(head, head)
    return f"{name}の{labels().members.get(member, member)}" if member else name
