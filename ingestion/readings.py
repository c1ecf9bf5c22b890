"""The slower ways to write a value: full-width digits, eras, thousands, triangles, class marks with symbols.

Each is asked only for values that the plain form does not fit, so they may be slow; answers are remembered.
"""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from catalog.codes import eras, lookalikes

_REMEMBERED = 100_000
_SEPARATED = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(.+?)[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
_WHOLE = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)")
# A prefix for where it stands (pocket book, reference, comic, large print), the class, a subdivision, a book mark.
_CLASS = re.compile(r"[BRHL]?\s*(\d{3})(?:\.\d+)?\s*[^\d.\s]*")
# A library's own mark instead of a class: novels, picture books, picture-card plays.
_OWN = re.compile(r"[BRHL]?\s*([FEC])\s*[^\d.\s]*")


@lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """The text with look-alike characters replaced, in Unicode NFKC, without space around it."""
    return unicodedata.normalize("NFKC", text.translate(lookalikes())).strip()


@lru_cache(_REMEMBERED)
def day(text: str) -> date | None:
    """A date in any of the accepted forms; None if it is none or does not exist."""
    plain = folded(text).replace(" ", "")
    found = _SEPARATED.fullmatch(plain) or _SOLID.fullmatch(plain)
    if found:
        return _date(*map(int, found.groups()))
    for era in eras():
        year_of_era = re.fullmatch(
            rf"(?:{era.name_ja}|{era.initial})(\d{{1,2}}|元)[年./-](\d{{1,2}})[月./-](\d{{1,2}})日?",
            plain,
            re.IGNORECASE,
        )
        if year_of_era:
            number, month, of_month = year_of_era.groups()
            year = era.start_date.year + (1 if number == "元" else int(number)) - 1
            found_day = _date(year, int(month), int(of_month))
            if found_day and era.start_date <= found_day <= (era.end_date or date.max):
                return found_day
    return None


@lru_cache(_REMEMBERED)
def moment(text: str) -> datetime | None:
    """A date with a time of day, or a date alone (its first minute)."""
    timed = _TIME.fullmatch(folded(text))
    on = day(timed[1] if timed else text)
    if on is None:
        return None
    hour, minute, second = (int(part or 0) for part in timed.groups()[1:]) if timed else (0, 0, 0)
    try:
        return datetime(on.year, on.month, on.day, hour, minute, second)
    except ValueError:
        return None


@lru_cache(_REMEMBERED)
def count(text: str) -> int | None:
    """A whole number; △ and a minus sign stand for minus, commas part thousands."""
    plain = folded(text).replace(" ", "")
    sign = -1 if plain[:1] in ("△", "-", "－") else 1
    digits = plain.lstrip("△-－")
    return sign * int(digits.replace(",", "")) if _WHOLE.fullmatch(digits) else None


@lru_cache(_REMEMBERED)
def ndc(text: str) -> str | None:
    """Three digits of the class, or the library's own mark; None for anything else."""
    plain = folded(text).upper()
    found = _CLASS.fullmatch(plain) or _OWN.fullmatch(plain)
    return found[1] if found else None


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None
