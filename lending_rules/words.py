"""Text as it is compared: Unicode NFKC without white space (contract, section 6)."""

import re
import unicodedata
from typing import Any

_WHITE = re.compile(r"\s+")


def folded(text: str) -> str:
    """The text as rules and requests compare it."""
    return _WHITE.sub("", unicodedata.normalize("NFKC", text))


def folded_deep(value: Any) -> Any:
    """The same of every text within a JSON value; keys stay as they are."""
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, list):
        return [folded_deep(member) for member in value]
    if isinstance(value, dict):
        return {key: folded_deep(member) for key, member in value.items()}
    return value
