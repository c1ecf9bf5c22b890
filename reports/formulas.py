"""Text that a spreadsheet would take for something else than text."""

import re
from unicodedata import category, normalize

GUARD = "'"
_STARTS = ("=", "+", "-", "@", "−")
_CONTROLS = ("\t", "\r", "\n")
_ONLY_DASHES = re.compile(r"[-−]+")
# What Excel turns into another value as it reads a CSV: (481,158) into a negative number, the ages 7-12 into a day of
# July, 007 into 7. It takes 4/13 for a day as well, which it is.
_CONVERTED = re.compile(r"\([\d,.]+%?\)|\d{1,2}-\d{1,2}|0\d+")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could run the text; full-width and other forms of the signs count, a lone dash does not."""
    if text.startswith(_CONTROLS):
        return True
    plain = _folded(text)
    return plain.startswith(_STARTS) and not _ONLY_DASHES.fullmatch(plain)


def is_converted(text: str) -> bool:
    """Whether Excel would read another value out of the text."""
    return _CONVERTED.fullmatch(_folded(text)) is not None


def harmless(text: str) -> str:
    """The text for a CSV for machines: as it is, and never run."""
    return GUARD + text if is_formula(text) else text


def literal(text: str) -> str:
    """The text for a CSV that Excel opens: never run, and never turned into another value."""
    return GUARD + text if is_formula(text) or is_converted(text) else text


def _folded(text: str) -> str:
    """Compatibility forms folded; what cannot be seen (spaces, format characters) taken off the front and back."""
    visible = "".join(char for char in normalize("NFKC", text) if category(char) not in ("Cf", "Cc"))
    return visible.strip()
