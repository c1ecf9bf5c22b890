"""Reasons of answers as people read them."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from catalog.yaml_file import YamlFile
from lending_rules.calendars import MOVED
from lending_rules.contract import FOLDER


@cache
def reasons() -> Mapping[str, str]:
    """Japanese by code, read once."""
    data = YamlFile(FOLDER / "reasons_ja.yaml", "lending_rules/contract/reasons_ja.yaml").data
    return cast("dict[str, str]", data)


def reason_ja(code: str) -> str:
    """A reason in Japanese; the code itself where nobody has named it yet."""
    if code.endswith(MOVED):
        return f"{reason_ja(code.removesuffix(MOVED))}の振替"
    return reasons().get(code, code)
