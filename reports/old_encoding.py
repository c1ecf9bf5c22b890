"""CP932, which old Japanese programs still ask for, and what it cannot carry."""

from collections import Counter

# What stands in print for a character that the encoding does not have.
GETA = "〓"
Lost = tuple[tuple[str, int], ...]
"""Characters with their number."""


def in_old_encoding(text: str) -> tuple[bytes, Lost]:
    """A text with 〓 for each character that the encoding does not have, and those characters."""
    lost = lost_in_old_encoding(text)
    return text.translate({ord(char): GETA for char, _ in lost}).encode("cp932"), lost


def lost_in_old_encoding(text: str) -> Lost:
    """The characters of a text that the encoding does not have, with their number."""
    if _fits(text):
        return ()
    return tuple(sorted((char, count) for char, count in Counter(text).items() if not _fits(char)))


def _fits(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
