"""The Excel number format under which a figure looks as it is printed and stays a number."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"(?P<minus>△ ?)?(?P<digits>\d[\d,]*)(?P<fraction>\.\d+)?")


def number_format(text: str, value: Decimal) -> str:
    """Format of a figure.

    Args:
        text: the figure as printed, such as `△ 1,163`, `24.3%`, `81(1)`, `延べ131名` or `●`.
        value: the number itself.
    """
    found = _NUMBER.search(text)
    if found is None or not _says(found, value):
        return _literal(text)
    decimals = len(found["fraction"] or ".") - 1
    grouped = "," in found["digits"] or abs(value) < 1000
    body = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    before, after = _literal(text[: found.start()]), _literal(text[found.end() :])
    return f'{before}{body}{after};{before}"△ "{body}{after}'


def _says(found: re.Match[str], value: Decimal) -> bool:
    """Whether the printed number is the value, as far as it is printed."""
    printed = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
    signed = -printed if found["minus"] else printed
    return round(value, -int(printed.as_tuple().exponent)) == signed


def _literal(text: str) -> str:
    """Words inside a format; an unquoted % would multiply by a hundred."""
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
