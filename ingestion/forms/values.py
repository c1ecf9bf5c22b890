"""Values of a form's fields: counts, running numbers, marks, months."""

import re
from datetime import date
from decimal import Decimal

from catalog.form import MARK
from ingestion.errors import DeliveryError
from ingestion.readings import folded

LARGEST = 10**12
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ENTRY_NUMBER = re.compile(r"0*([1-9][0-9]{0,3})")
# Excel makes the first of the month of a month.
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])(?:-01)?")
_MOST_SHOWN = 40


def shown(written: str) -> str:
    """A value in a sentence."""
    return written if len(written) <= _MOST_SHOWN else f"{written[:_MOST_SHOWN]}…"


def is_number(written: str) -> bool:
    """Whether a text would be read as a number."""
    return _NUMBER.fullmatch(folded(written)) is not None


def number(written: str, decimals: int, at: str) -> str:
    """A number from nought on, with point and without commas.

    Args:
        written: in the field.
        decimals: how many places behind the point it may have.
        at: the field, for people.

    Raises:
        DeliveryError: no number, too large, or with more decimals.
    """
    plain = folded(written)
    if not _NUMBER.fullmatch(plain):
        raise DeliveryError(
            f"{at}: 「{shown(written)}」は数として読めません。0以上の数か空欄にしてください。"
        )
    plain = plain.replace(",", "")
    if Decimal(plain) > LARGEST:
        raise DeliveryError(f"{at}: 「{shown(written)}」は大きすぎます。{LARGEST:,}以下の数にしてください。")
    whole, _, fraction = plain.partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > decimals:
        accepted = f"小数第{decimals}位までの数" if decimals else "整数"
        raise DeliveryError(f"{at}: 「{shown(written)}」は端数があります。{accepted}にしてください。")
    return f"{whole}.{fraction}" if fraction else whole


def entry_number(written: str, at: str) -> int | None:
    """The number of an entry in the yearbook; None where it is open.

    Raises:
        DeliveryError: no whole number from 1 to 9999.
    """
    if not written:
        return None
    found = _ENTRY_NUMBER.fullmatch(folded(written))
    if found is None:
        raise DeliveryError(
            f"{at}: 「{shown(written)}」は番号として読めません。1から9999までの整数か空欄にしてください。"
        )
    return int(found[1])


def mark(written: str, at: str) -> str:
    """The mark of a library where an entry took place.

    Raises:
        DeliveryError: anything else.
    """
    if written != MARK:
        raise DeliveryError(f"{at}: 「{shown(written)}」は使えません。{MARK}か空欄にしてください。")
    return written


def month(written: str, at: str) -> date:
    """First day of the month on the cover.

    Raises:
        DeliveryError: anything but a month as 2024-04, or as the date of its first day.
    """
    found = _MONTH.fullmatch(folded(written))
    if found is None:
        raise DeliveryError(f"{at}: 年月「{shown(written)}」が読めません。2024-04 の形にしてください。")
    return date(int(found[1]), int(found[2]), 1)
